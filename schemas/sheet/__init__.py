"""A unit's sheet as its source gives it: tabs of typed cells, before any interpretation.

Arrives: the cells of a Google Sheet or of a workbook, read by `flows.steps.pull`.
Leaves:  one shape for both, so that the same content gives the same rows and the same hash.
Not here: what a cell means; `schemas.vietnamese` reads it, `flows.steps.read` finds the table.

A cell is one of: None (blank), bool, int or float, str, `DateCell`, `FormattedNumber`, `CellError`.
Typed cells stay typed: a number typed as text is text, a number is that number, and one whose format makes
another thing of it (100%, 45 ₫, 7:30) carries that format with it.

| module | what it is |
| --- | --- |
| `number_formats` | the text that a format shows |
| `format_codes` | a format's code taken apart |
| `own_tab` | the tabs that we write beside the unit's own |
| `template_mark` | whose template it is |
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from schemas.sheet.number_formats import Display, display_of

SHEETS_EPOCH_ORDINAL = 693594
"""`date.toordinal()` of 1899-12-30, day 0 of Excel's and Google's serial dates."""
FIRST_ROWS = 4096
"""As many as nearly every sheet has: their addresses are written once."""


@dataclass(frozen=True, slots=True)
class DateCell:
    """A cell its source formats as a date: days since 1899-12-30, without a time zone."""

    serial: float


@dataclass(frozen=True, slots=True)
class FormattedNumber:
    """A number that its cell shows as something else than that number, with the format that does so.

    A number under a format that says nothing (0; #,##0; General; 0" người") is a plain int or float instead.
    """

    value: int | float
    format: str
    """The code as its source writes it: `0%`, `[$₫-42A]#,##0`, `h:mm`, `0" nghìn"`."""

    @property
    def display(self) -> Display:
        """What the cell shows: its text, and the kind of thing that is."""
        return display_of(self.value, self.format)


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula that failed, such as `#REF!` or `#DIV/0!`."""

    code: str


Cell = bool | int | float | str | DateCell | FormattedNumber | CellError | None
Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab. `rows[0][0]` is A1; rows are ragged and trailing blanks are cut."""

    title: str
    rows: tuple[Row, ...]
    merges: tuple[tuple[int, int, int, int], ...] = ()
    """Merged ranges as (first row, first column, last row, last column), from 0, both ends included."""
    hidden_rows: tuple[int, ...] = ()
    tab_id: int | None = None
    """Google's sheetId, which survives a renaming; None for workbooks."""
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything one unit's spreadsheet holds. `locale` and `time_zone` are None for workbooks."""

    tabs: tuple[Tab, ...]
    locale: str | None = None
    time_zone: str | None = None


@cache
def column_letters(column: int) -> str:
    """The letters of a column counted from 0: 0 is A, 26 is AA."""
    before, letter = divmod(column, 26)
    return (column_letters(before - 1) if before else "") + chr(ord("A") + letter)


def column_of(letters: str) -> int:
    """The column that letters name, counted from 0: A is 0, AA is 26."""
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def address(row: int, column: int) -> str:
    """The A1 address of a cell whose row and column are counted from 0."""
    return f"{column_letters(column)}{row + 1}"


def addresses(rows: Sequence[int], column: int) -> list[str]:
    """The addresses of many rows' cells."""
    if max(rows, default=0) < FIRST_ROWS:
        return list(map(_first_addresses(column).__getitem__, rows))
    letters = column_letters(column)
    return [f"{letters}{row + 1}" for row in rows]


@lru_cache(maxsize=64)
def _first_addresses(column: int) -> list[str]:
    """The addresses of a column's first rows, which sheet after sheet has."""
    return [address(row, column) for row in range(FIRST_ROWS)]


def in_tab(title: str, cell: str) -> str:
    """A cell's address with its tab, as spreadsheets write it: 'Cụm 1'!B14."""
    quoted = title.replace("'", "''")
    return f"'{quoted}'!{cell}"


def trim(rows: list[list[Cell]]) -> tuple[Row, ...]:
    """Cut trailing blank cells and rows, so that both sources give one shape."""
    cut = []
    for row in rows:
        end = len(row)
        while end and row[end - 1] in (None, ""):
            end -= 1
        cut.append(tuple(None if cell == "" else cell for cell in row[:end]))
    while cut and not cut[-1]:
        cut.pop()
    return tuple(cut)


def to_json(sheet: Sheet) -> bytes:
    """The one way to write a sheet down; a snapshot keeps it and its hash is taken of it. ASCII, so any text survives."""
    written = {
        "locale": sheet.locale,
        "time_zone": sheet.time_zone,
        "tabs": [
            {
                "title": tab.title,
                "tab_id": tab.tab_id,
                "merges": [list(merge) for merge in tab.merges],
                "hidden_rows": list(tab.hidden_rows),
                "rows": [[cell_to_json(cell) for cell in row] for row in tab.rows],
                # only where it is: the hashes of all other sheets stay as they were
                **({"is_hidden": True} if tab.is_hidden else {}),
            }
            for tab in sheet.tabs
        ],
    }
    return json.dumps(written, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def from_json(written: bytes) -> Sheet:
    """The inverse of `to_json`."""
    value = json.loads(written, object_hook=_cell_from_json)
    return Sheet(tuple(map(_tab_from_json, value["tabs"])), value["locale"], value["time_zone"])


def _tab_from_json(written: dict[str, Any]) -> Tab:
    rows, merges = (tuple(map(tuple, written[name])) for name in ("rows", "merges"))
    return Tab(**{**written, "rows": rows, "merges": merges, "hidden_rows": tuple(written["hidden_rows"])})


def cell_to_json(cell: Cell) -> Any:
    """A cell as JSON: dates, formatted numbers and errors become one-key objects, whole floats become integers.

    A number that is not finite is the error `#NUM!`, as a spreadsheet would show it.
    """
    if isinstance(cell, DateCell):
        return {"date": cell.serial}
    if isinstance(cell, FormattedNumber):
        return {"shown": [cell_to_json(cell.value), cell.format]}
    if isinstance(cell, CellError):
        return {"error": cell.code}
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return {"error": "#NUM!"}
        return int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
    return cell


def _cell_from_json(value: dict[str, Any]) -> Any:
    """The cell that a one-key object stands for; the objects around the cells, which have more keys, as they are."""
    if len(value) > 1:
        return value
    if "shown" in value:
        return FormattedNumber(*value["shown"])
    return DateCell(value["date"]) if "date" in value else CellError(value["error"])
