"""What one cell of a worksheet holds: a number as its format shows it, a text, a day, a formula's own text.

Arrives: the attributes of a cell, its value and its formula as they are written.
Leaves:  a `Cell`.
Not here: where the cell stands (`tabs`), what a format makes of a number (`schemas.vietnamese.formatted`).

A formula that no program has calculated yet has no value, as a blank cell: a figure would be lost without a word.
Its text is kept instead, and the readers send it back.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.steps.pull.workbooks.markup import YES, Damaged, text_of
from flows.steps.pull.workbooks.numbers import day_of, number_cell, number_of
from flows.steps.pull.workbooks.xlsx.package import Package
from schemas.sheet import Cell, CellError


class CellReader:
    """Reads the cells of one workbook, which has their shared texts and their formats."""

    def __init__(self, package: Package) -> None:
        self.package = package

    def typed(self, about: Mapping[str, str], value: str | None, formula: str | None) -> Cell:
        """The cell's value by its type; a formula without a result is its own text."""
        kind = about.get("t", "n")
        if formula is not None and not value and (kind != "str" or value is None):
            return f"={text_of(formula) or '…'}"
        if value is None or (kind == "n" and not value.strip()):
            return None
        match kind:
            case "n":
                return self.number_of(value, about.get("s"))
            case "s":
                return self.string_of(int(value))
            case "inlineStr":
                return value
            case "str":
                return text_of(value)
            case "b":
                return value.strip() in YES
            case "e":
                return CellError(value.strip())
            case "d":
                return day_of(value.strip())
            case _:
                raise Damaged(kind)

    def is_plain(self, about: Mapping[str, str]) -> bool:
        """Whether the cell is a number, and its format shows nothing but that number."""
        return about.get("t", "n") == "n" and self.format_of(about.get("s")) is None

    def format_of(self, style: str | None) -> str | None:
        formats = self.package.formats
        return formats[int(style)] if style is not None and int(style) < len(formats) else None

    def string_of(self, index: int) -> str:
        if not 0 <= index < len(self.package.strings):
            raise Damaged("sharedStrings")
        return self.package.strings[index]

    def number_of(self, value: str, style: str | None) -> Cell:
        """A number as its format shows it; whole ones are int, however they are written."""
        return number_cell(
            number_of(value), self.format_of(style), starts_in_1904=self.package.starts_in_1904
        )
