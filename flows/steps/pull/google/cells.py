"""What one cell of Google's answer holds, in either way of reading.

Arrives: a cell's JSON, or its unformatted value with its format.
Leaves:  a `Cell`.
Not here: where the cell stands (`answers`), what a format makes of a number (`schemas.vietnamese.formatted`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from schemas.sheet import Cell, CellError
from schemas.sheet.number_formats import display_of, is_plain
from schemas.vietnamese.formatted import cell_of

Json = Mapping[str, Any]

ERROR_CODES = {
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "#GETTING_DATA",
    "ERROR": "#ERROR!",
}
"""Google's error types as the cell shows them; LOADING shows "Loading...", Excel's word for it is used."""

UNFORMATTED_ERROR = re.compile(r"(#[A-Z][A-Z0-9/]*[!?]?)(?: \(.*\))?", re.DOTALL)
"""`#REF! (Reference does not exist.)`: how values:batchGet shows an error, in the sheet's language."""
ERROR_LOADING = CellError(ERROR_CODES["LOADING"])
DATE_FORMATS = ("DATE", "DATE_TIME")
DEFAULT_PATTERNS = {
    "PERCENT": "0.00%",
    "CURRENCY": "[$₫]#,##0",
    "DATE": "dd/mm/yyyy",
    "DATE_TIME": "dd/mm/yyyy hh:mm:ss",
    "TIME": "hh:mm:ss",
    "SCIENTIFIC": "0.00E+00",
}
"""What a type shows where Google names no pattern, or one that does not tell the type."""


def typed(cell: Json) -> Cell:
    """A cell by its effective value: what the formula gave, not what was typed into it."""
    value = cell.get("effectiveValue", {})
    if "errorValue" in value:
        return CellError(ERROR_CODES.get(value["errorValue"].get("type", ""), "#ERROR!"))
    if "numberValue" in value:
        return _number(value["numberValue"], cell)
    if "boolValue" in value:
        return bool(value["boolValue"])
    text = value.get("stringValue")
    return None if text is None else str(text)


def _number(number: float, cell: Json) -> Cell:
    """A number as its format shows it; 25.0 and 25 are one number."""
    number = int(number) if float(number).is_integer() else float(number)
    about = cell.get("effectiveFormat", {}).get("numberFormat")
    return cell_of(number, _code(about.get("type", ""), about.get("pattern", ""))) if about else number


@lru_cache(maxsize=1024)
def _code(kind: str, pattern: str) -> str:
    """The format's code: its pattern, or its type's where the pattern says nothing of a percentage, a date or money."""
    if kind in DEFAULT_PATTERNS and (not pattern or is_plain(pattern)):
        return DEFAULT_PATTERNS[kind]
    if kind in DATE_FORMATS and display_of(1, pattern).shows not in ("date", "time"):
        return DEFAULT_PATTERNS[kind]
    return pattern


def plain(value: Any, about: Json) -> Cell:
    """A cell of UNFORMATTED_VALUE, where an error is a text that begins with its code."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return _number(value, about)
    text = str(value)
    error = UNFORMATTED_ERROR.fullmatch(text)
    if error and error[1] in ERROR_CODES.values():
        return CellError(error[1])
    return ERROR_LOADING if text == "Loading..." else text
