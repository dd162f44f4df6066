"""A number of a workbook as its format shows it, whatever kind of file it stands in.

Arrives: a number or a day, its format's code (None where it shows the number alone), and whether days are counted from 1904.
Leaves:  a `Cell`.
Not here: which format a cell has (each kind of file), what a format makes of a number (`schemas.vietnamese.formatted`).
"""

from __future__ import annotations

import math
from datetime import UTC, datetime, time
from typing import Any

from flows.steps.pull.workbooks.built_in_formats import BUILT_IN
from schemas.sheet import Cell, CellError, DateCell
from schemas.sheet.number_formats import is_plain
from schemas.vietnamese.formatted import cell_of

EPOCH = datetime(1899, 12, 30, tzinfo=UTC)
DAYS_TO_1904 = 1462
MOST_DIGITS = 300
FIRST_CUSTOM = 164
"""Numbers of formats below it mean the same in all workbooks (ECMA-376 18.8.30)."""


def code_of(number: int, written: str | None) -> str | None:
    """The code of a format by its number, and as the file writes it if it does; None where it shows the number alone."""
    code = BUILT_IN.get(number) if written is None else written
    return None if code is None or is_plain(code) else code


def number_cell(number: float, code: str | None, *, starts_in_1904: bool) -> Cell:
    """Whole numbers are int, however they are written; what is none is an error."""
    if not math.isfinite(number):
        return CellError("#NUM!")
    if isinstance(number, float) and number.is_integer() and abs(number) < 2**53:
        number = int(number)
    if code is None:
        return number
    cell = cell_of(number, code)
    if isinstance(cell, DateCell) and starts_in_1904:
        return DateCell(cell.serial + DAYS_TO_1904)
    return cell


def number_of(written: str) -> float:
    """A number as it is written, 37 or 3.7E1. Raises ValueError."""
    return int(written) if written.isdecimal() and len(written) < MOST_DIGITS else float(written)


def day_of(value: str) -> Cell:
    """A day as strict workbooks and .ods write it, year, month, day; a text where it is none."""
    try:
        if "T" not in value and ":" in value:
            at: Any = time.fromisoformat(value)
            return cell_of((at.hour * 3600 + at.minute * 60 + at.second) / 86400, "h:mm:ss")
        moment = datetime.fromisoformat(value).replace(tzinfo=UTC)
    except ValueError:
        return value
    return DateCell((moment - EPOCH).total_seconds() / 86400)
