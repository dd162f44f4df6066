"""What one cell of a worksheet holds: a number as its format shows it, a text, a day, a formula's own text.

Arrives: the attributes of a cell, its value and its formula as they are written.
Leaves:  a `Cell`.
Not here: where the cell stands (`xlsx_tabs`), what a format makes of a number (`schemas.formatted`).

A formula that no program has calculated yet has no value, as a blank cell: a figure would be lost without a word.
Its text is kept instead, and the readers send it back.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any

from flows.steps.pull.workbooks.xlsx_package import Package
from flows.steps.pull.workbooks.xlsx_xml import YES, Damaged, text_of
from schemas.formatted import cell_of
from schemas.sheet import Cell, CellError, DateCell

EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
DAYS_TO_1904 = 1462
MOST_DIGITS = 300


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
                return _day_of(value.strip())
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
        number: float = int(value) if value.isdecimal() and len(value) < MOST_DIGITS else float(value)
        if not math.isfinite(number):
            return CellError("#NUM!")
        if isinstance(number, float) and number.is_integer() and abs(number) < 2**53:
            number = int(number)
        code = self.format_of(style)
        if code is None:
            return number
        cell = cell_of(number, code)
        if isinstance(cell, DateCell) and self.package.starts_in_1904:
            return DateCell(cell.serial + DAYS_TO_1904)
        return cell


def _day_of(value: str) -> Cell:
    """A day as strict workbooks write it, 2020-08-12; a text where it is none."""
    try:
        if "T" not in value and ":" in value:
            at: Any = time.fromisoformat(value)
            return cell_of((at.hour * 3600 + at.minute * 60 + at.second) / 86400, "h:mm:ss")
        moment = datetime.fromisoformat(value).replace(tzinfo=UTC)
    except ValueError:
        return value
    return DateCell((moment - EPOCH).total_seconds() / 86400)
