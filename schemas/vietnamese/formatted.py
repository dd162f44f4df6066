"""The cell that a number under a format is: the plain number where the format says nothing of its own.

Arrives: a number and its format's code, from a workbook or from Google.
Leaves:  an int or float, a `DateCell`, or a `FormattedNumber`.
Not here: how codes are taken apart (`schemas.sheet.number_formats`), what the cell means in its column (the readers).
"""

from __future__ import annotations

from functools import lru_cache

from schemas.sheet import Cell, DateCell, FormattedNumber
from schemas.sheet.number_formats import Display, display_of, is_plain
from schemas.vietnamese.numbers import read_count


def cell_of(number: float, code: str) -> Cell:
    """0" người" says no more than the number does; 0" nghìn", 0% and ;;; do."""
    return number if is_plain(code) else _cell_of(number, code)


@lru_cache(maxsize=2**16, typed=True)
def _cell_of(number: float, code: str) -> Cell:
    display = display_of(number, code)
    if display.shows == "date":
        return DateCell(float(number))
    return number if _says_only(number, display) else FormattedNumber(number, code)


def _says_only(number: float, display: Display) -> bool:
    """Whether what is shown is that number, to a reader of texts."""
    match display.shows:
        case "number":
            return True
        case "words" | "hidden":
            return bool(display.text.strip()) and read_count(display.text).value == number
        case "scientific":
            return float(display.text.replace(",", ".")) == number
        case _:
            return False
