"""What an .xls of Excel 5 to 2003 holds.

Arrives: the bytes of a compound file with a workbook in it.
Leaves:  its tabs, as those of an .xlsx; Damaged, TooLarge, or Locked.
Not here: what else is a compound file (`kinds`), the stream within it (`xls_stream`).

xlrd reads them: it tells an error from a text, gives the format of each number, and what is merged and hidden. It has no
exception of its own for broken bytes, and says of them what it thinks on the standard output, which is not ours to use.
"""

from __future__ import annotations

import io
import struct

import xlrd
from xlrd.biffh import XLRDError, error_text_from_code
from xlrd.compdoc import CompDocError
from xlrd.formatting import std_format_strings

from flows.steps.pull.workbooks.markup import Damaged, TooLarge, without_controls
from flows.steps.pull.workbooks.numbers import FIRST_CUSTOM, code_of, number_cell
from flows.steps.pull.workbooks.room import Room
from flows.steps.pull.workbooks.xls_stream import workbook_stream
from flows.steps.pull.workbooks.zip_parts import Locked
from schemas.sheet import Cell, CellError, Tab, trim

MOST_BYTES = 64 * 2**20
BROKEN = (
    XLRDError, CompDocError, struct.error, LookupError, ValueError, AssertionError, ArithmeticError, TypeError, AttributeError,
    RuntimeError, MemoryError,
)  # fmt: skip


BLANKS_BEYOND = 2**22
"""Cells that are formatted and blank, beside those that a return may have."""
ENCRYPTED = "Workbook is encrypted"


def xls_tabs(content: bytes, most_cells: int) -> tuple[Tab, ...]:
    """Its worksheets. Raises Damaged, Locked, and TooLarge as soon as there are more than `most_cells`."""
    if len(content) > MOST_BYTES:
        raise TooLarge
    try:
        with xlrd.open_workbook(
            file_contents=workbook_stream(content),
            logfile=io.StringIO(),
            formatting_info=True,
            on_demand=True,
            ragged_rows=True,
        ) as book:
            return _tabs(book, most_cells)
    except TooLarge:
        raise
    except BROKEN as error:
        if ENCRYPTED in str(error):
            raise Locked from error
        raise Damaged(str(type(error))) from error


def _tabs(book: xlrd.Book, most_cells: int) -> tuple[Tab, ...]:
    codes, room = _codes(book), Room(most_cells)
    tabs: list[Tab] = []
    for number in range(book.nsheets):
        sheet = book.sheet_by_index(number)
        if sum(map(sheet.row_len, range(sheet.nrows))) > room.cells + BLANKS_BEYOND:
            raise TooLarge
        tabs.append(_tab(book, sheet, codes))
        book.unload_sheet(number)
        room.take(tabs[-1])
    return tuple(tabs)


def _codes(book: xlrd.Book) -> list[str | None]:
    """What each style makes of a number; a format that the file writes itself holds over one that all files have."""
    codes = []
    for style in book.xf_list:
        key = style.format_key
        written = book.format_map[key].format_str if key in book.format_map else None
        is_common = key < FIRST_CUSTOM and written in (None, "", std_format_strings.get(key))
        codes.append(code_of(key, None if is_common else written))
    return codes


def _tab(book: xlrd.Book, sheet: xlrd.sheet.Sheet, codes: list[str | None]) -> Tab:
    rows = trim(
        [_row(book, sheet, number, codes) if sheet.row_len(number) else [] for number in range(sheet.nrows)]
    )
    merges = sorted((top, left, bottom - 1, right - 1) for top, bottom, left, right in sheet.merged_cells)
    hidden = sorted(row for row, about in sheet.rowinfo_map.items() if about.hidden and row < len(rows))
    return Tab(
        without_controls(sheet.name),
        rows,
        merges=tuple(merges),
        hidden_rows=tuple(hidden),
        is_hidden=sheet.visibility != 0,
    )


def _row(book: xlrd.Book, sheet: xlrd.sheet.Sheet, number: int, codes: list[str | None]) -> list[Cell]:
    kinds, values = sheet.row_types(number), sheet.row_values(number)
    styles = [sheet.cell_xf_index(number, column) for column in range(len(kinds))]
    starts_in_1904 = bool(book.datemode)
    row: list[Cell] = []
    for kind, value, style in zip(kinds, values, styles, strict=True):
        match kind:
            case xlrd.XL_CELL_TEXT:
                row.append(without_controls(str(value)))
            case xlrd.XL_CELL_NUMBER | xlrd.XL_CELL_DATE:
                row.append(number_cell(float(value), codes[style], starts_in_1904=starts_in_1904))
            case xlrd.XL_CELL_BOOLEAN:
                row.append(bool(value))
            case xlrd.XL_CELL_ERROR:
                row.append(CellError(error_text_from_code.get(int(value), "#N/A")))
            case _:
                row.append(None)
    return row
