"""What our Google does with a batchUpdate: all of it, or nothing and a 400 that names the request.

developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/request (AddSheetRequest,
UpdateCellsRequest: what the rows do not cover of the range is cleared). Messages as burnash/gspread's issues
quote them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from schemas.sheet import trim
from tests.google import faults
from tests.google.books import Formula, ServedFile, ServedTab
from tests.google.faults import Fault

Json = Mapping[str, Any]


def batch_update(file: ServedFile, body: Json, now: datetime) -> Fault:
    """Carry out the requests in order; Drive then shows another version and time."""
    tabs = [replace(tab) for tab in file.tabs]
    replies = []
    for place, request in enumerate(body["requests"]):
        ((name, asked),) = request.items()
        carry_out = {"addSheet": _add_sheet, "updateCells": _update_cells}[name]
        complaint, reply = carry_out(tabs, asked)
        if complaint:
            return faults.error(400, f"Invalid requests[{place}].{name}: {complaint}", "INVALID_ARGUMENT")
        replies.append(reply)
    file.tabs = tabs
    file.version += 1
    file.modified_at, file.last_editor = now, "bluezone"
    return Fault(200, json.dumps({"spreadsheetId": file.id, "replies": replies}, ensure_ascii=False))


def _add_sheet(tabs: list[ServedTab], asked: Json) -> tuple[str, Json]:
    about = asked["properties"]
    title, tab_id = about["title"], about.get("sheetId", 1877059582)
    if any(tab.title.casefold() == title.casefold() for tab in tabs):
        return f'A sheet with the name "{title}" already exists. Please enter another name.', {}
    if any(tab.tab_id == tab_id for tab in tabs):
        return f"A sheet with the id {tab_id} already exists.", {}
    size = about.get("gridProperties", {})
    grid = (size.get("rowCount", 1000), size.get("columnCount", 26))
    tabs.append(ServedTab(title, [], tab_id, grid_rows=grid[0], grid_columns=grid[1]))
    return "", {"addSheet": {"properties": {**about, "sheetId": tab_id, "index": len(tabs) - 1}}}


def _update_cells(tabs: list[ServedTab], asked: Json) -> tuple[str, Json]:
    where = asked["range"]
    tab = next((tab for tab in tabs if tab.tab_id == where.get("sheetId", 0)), None)
    if tab is None:
        return f"No grid with id: {where.get('sheetId', 0)}", {}
    top, left = where.get("startRowIndex", 0), where.get("startColumnIndex", 0)
    bottom, right = where.get("endRowIndex", tab.grid_rows), where.get("endColumnIndex", tab.grid_columns)
    rows = asked.get("rows", [])
    if top + len(rows) > tab.grid_rows or bottom > tab.grid_rows:
        return f"Attempting to write row: {tab.grid_rows}, beyond the last requested row", {}
    if "userEnteredValue" not in asked["fields"]:
        return "", {}
    grid = [[*row, *[None] * (tab.grid_columns - len(row))] for row in tab.rows]
    grid += [[None] * tab.grid_columns for _ in range(tab.grid_rows - len(grid))]
    for row in range(top, bottom):
        cells = rows[row - top].get("values", []) if row - top < len(rows) else []
        for column in range(left, right):
            grid[row][column] = _entered(cells[column - left]) if column - left < len(cells) else None
    tab.rows = trim(grid)
    return "", {}


def _entered(cell: Json) -> Any:
    """A value as entered; a formula stays one, for a test to find."""
    value = cell.get("userEnteredValue", {})
    if "formulaValue" in value:
        return Formula(value["formulaValue"], 0)
    return next(iter(value.values()), None)
