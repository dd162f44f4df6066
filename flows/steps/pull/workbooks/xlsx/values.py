"""Values that stand in many cells, each told once for the attributes of its cells.

Arrives: attributes and values as they are written.
Leaves:  cells.
Not here: what a value means (`cells`).
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.steps.pull.workbooks.numbers import MOST_DIGITS
from flows.steps.pull.workbooks.xlsx.cells import CellReader
from flows.steps.pull.workbooks.xlsx.markup import attributes, resolved, text_of
from schemas.sheet import Cell

MOST_REMEMBERED = 2**14


class Values(dict[str, Cell]):
    """The cells that values are, under attributes that are written in one way; a blank one is None."""

    def __init__(self, read: CellReader, about: Mapping[str, str]) -> None:
        super().__init__()
        self.read, self.about = read, about
        self.is_plain = read.is_plain(about)
        self.is_inline = about.get("t") == "inlineStr"

    def __missing__(self, value: str) -> Cell:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        if self.is_plain and value.isdecimal() and len(value) < MOST_DIGITS:
            cell: Cell = int(value)
        else:
            cell = self.read.typed(self.about, resolved(value), None)
        self[value] = cell = None if cell == "" else cell
        return cell

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


class ValuesByAttributes(dict[str, Values]):
    """Values by the attributes of their cells, as these are written."""

    def __init__(self, read: CellReader) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, written: str) -> Values:
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        about = attributes("c", f' r="A1"{written.removesuffix("/")}')
        self[written] = values = Values(self.read, about)
        return values
