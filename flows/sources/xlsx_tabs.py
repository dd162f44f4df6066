"""The cells of one worksheet of an .xlsx, with what openpyxl's read-only mode leaves out.

Arrives: a workbook that openpyxl opened read-only.
Leaves:  a `Tab`: typed cells, merged ranges, hidden rows; a formula without a stored result as its own text.
Not here: whether the file may be opened at all (`workbook_files`).

openpyxl's parser gives None for a formula that no program has calculated yet, as for a blank cell: a figure
would be lost without a word. Its text is kept instead, and the readers send it back.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser

from schemas.sheet import Cell, CellError, DateCell, Tab, trim

EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet's dates have no time zone
LAST_ROW, LAST_COLUMN = 2**20, 2**14
"""Where Excel's grid ends; a file that says otherwise was not made by a spreadsheet."""


class TooManyCells(ValueError):
    """A worksheet holds more cells than a return can."""


class _Parser(WorkSheetParser):
    def parse_cell(self, element: Any) -> dict[str, Any]:
        cell: dict[str, Any] = super().parse_cell(element)
        formula, result = element.find(FORMULA_TAG), element.find(VALUE_TAG)
        is_empty_text = result is not None and element.get("t") == "str"
        if formula is not None and not is_empty_text and not getattr(result, "text", None):
            cell["value"], cell["data_type"] = f"={formula.text or '…'}", "s"
        return cell


def read_tab(worksheet: Any, most_cells: int) -> Tab:
    """Read a worksheet. Raises TooManyCells as soon as there are more than `most_cells`."""
    book = worksheet.parent
    rows: list[list[Cell]] = []
    cells = 0
    with worksheet._get_source() as source:  # noqa: SLF001 - read-only worksheets tell no merges
        parser = _Parser(
            source,
            worksheet._shared_strings,  # noqa: SLF001
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )
        for number, parsed in parser.parse():
            row = _row(parsed)
            cells += len(row)
            if cells > most_cells or number > LAST_ROW:
                raise TooManyCells
            if row:
                rows += [[]] * (number - len(rows))
                rows[number - 1] = row
    hidden = (
        int(row) - 1 for row, facts in parser.row_dimensions.items() if facts.get("hidden") in ("1", "true")
    )
    merged = (range_.bounds for range_ in parser.merged_cells.mergeCell) if parser.merged_cells else ()
    return Tab(
        worksheet.title,
        trim(rows),
        merges=tuple(
            sorted((top - 1, left - 1, bottom - 1, right - 1) for left, top, right, bottom in merged)
        ),
        hidden_rows=tuple(sorted(row for row in hidden if row < len(rows))),
    )


def _row(parsed: list[dict[str, Any]]) -> list[Cell]:
    """A row's cells in their columns, up to the last one that holds anything."""
    filled = [(cell["column"], typed) for cell in parsed if (typed := _cell(cell)) not in (None, "")]
    width = max((column for column, _ in filled), default=0)
    if width > LAST_COLUMN:
        raise TooManyCells
    row: list[Cell] = [None] * width
    for column, typed in filled:
        row[column - 1] = typed
    return row


def _cell(cell: dict[str, Any]) -> Cell:
    value = cell["value"]
    if cell["data_type"] == "e":
        return CellError(str(value))
    if isinstance(value, datetime):
        return DateCell((value.replace(tzinfo=None) - EPOCH) / timedelta(days=1))
    if isinstance(value, date):
        return DateCell(float((value - EPOCH.date()).days))
    if isinstance(value, timedelta):
        return DateCell(value / timedelta(days=1))
    if isinstance(value, time):
        since_midnight = timedelta(hours=value.hour, minutes=value.minute, seconds=value.second)
        return DateCell(since_midnight / timedelta(days=1))
    return value if value is None or isinstance(value, (bool, int, float)) else str(value)
