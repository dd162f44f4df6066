"""Values that stand in many cells, each told once for the attributes of its cells.

Arrives: attributes and values as they are written.
Leaves:  cells.
Not here: what a value means (`cells`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from flows.steps.pull.workbooks.markup import attributes, resolved, text_of
from flows.steps.pull.workbooks.numbers import MOST_DIGITS
from flows.steps.pull.workbooks.remembered import Remembered
from flows.steps.pull.workbooks.xlsx.cells import CellReader
from schemas.sheet import Cell


class Values(Remembered[str, Cell]):
    """The cells that values are, under attributes that are written in one way; a blank one is None."""

    def __init__(self, read: CellReader, about: Mapping[str, str]) -> None:
        super().__init__(partial(_cell, read, about, read.is_plain(about)))
        self.read, self.about = read, about
        self.is_inline = about.get("t") == "inlineStr"

    def of(self, formula: str | None, mark: str, value: str) -> Cell:
        """A cell that holds something else than a value alone."""
        if formula is None and mark == "<is>" and "&" not in value and "_x" not in value and self.is_inline:
            return value or None
        if formula is None and not mark:
            return None
        text = resolved(value)
        written = text_of(text) if mark == "<is>" else text if mark else None
        cell = self.read.typed(self.about, written, formula and resolved(formula))
        return None if cell == "" else cell


def _cell(read: CellReader, about: Mapping[str, str], is_plain: bool, value: str) -> Cell:
    """The cell that a value is."""
    if is_plain and value.isdecimal() and len(value) < MOST_DIGITS:
        return int(value)
    cell = read.typed(about, resolved(value), None)
    return None if cell == "" else cell


def values_by_attributes(read: CellReader) -> Remembered[str, Values]:
    """Values by the attributes of their cells, as these are written."""
    return Remembered(lambda written: Values(read, attributes("c", f' r="A1"{written.removesuffix("/")}')))
