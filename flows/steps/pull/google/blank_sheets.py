"""A template laid into a unit's Google Sheet, where that holds nothing at all.

Arrives: a spreadsheet's id, rows of cells.
Leaves:  the rows in its first tab, in one batchUpdate; or what is in the way.
Not here: what the rows say (`flows.desk.template.shared_sheets`), which sheet is whose (`looks`).

The sheet is looked at just before it is written to, formulas that show nothing too: where any cell of any tab holds
something, no request to write is made. A cell is written as a `stringValue` or a `numberValue`, never as a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.steps.pull.google.answers import cells_of
from flows.steps.pull.google.cells import Json
from flows.steps.pull.google.feedback import FEEDBACK_TAB_ID
from flows.steps.pull.google.writing import WritingAccount

CONTENT_FIELDS = (
    "spreadsheetId,sheets(properties(sheetId,sheetType,gridProperties),data.rowData.values.userEnteredValue)"
)
WRITTEN_FIELDS = "userEnteredValue,userEnteredFormat(textFormat,numberFormat,wrapStrategy,horizontalAlignment),dataValidation"


@dataclass(frozen=True, slots=True)
class BlankCell:
    """One cell to be written. `number_type` and `pattern` are Google's; `condition` is what the cell takes, by its type and
    values, and `told` what the clerk is told of it.
    """

    value: str | float | None = None
    is_bold: bool = False
    is_centered: bool = False
    number_type: str = ""
    pattern: str = ""
    condition: tuple[str, tuple[str, ...]] | None = None
    told: str = ""


class BlankSheets(WritingAccount):
    """Writes templates as the service account."""

    def lay(self, key: str, rows: Sequence[Sequence[BlankCell]], unit_name: str) -> str | None:
        """Write the rows into the first tab. Returns what is in the way, where something is and nothing was written.

        Raises a `flows.errors.LookFailed` that says who must act.
        """
        what = f"bảng của {unit_name}"
        tabs = self.spreadsheet(key, CONTENT_FIELDS, what)["sheets"]
        if any(map(_holds_anything, tabs)):
            return "bảng đã có nội dung"
        about = tabs[0]["properties"]
        size, width = about.get("gridProperties", {}), max(map(len, rows))
        if size.get("rowCount", 0) < len(rows) or size.get("columnCount", 0) < width:
            return f"trang đầu nhỏ hơn mẫu ({len(rows)} dòng, {width} cột)"
        self.update(key, [_cells(about.get("sheetId", 0), rows, width)], what, f"vào {what}")
        return None


def _holds_anything(tab: Json) -> bool:
    """Whether a tab holds a cell, or is a chart; our own tab is none of the unit's."""
    about = tab["properties"]
    if about.get("sheetId", 0) == FEEDBACK_TAB_ID:
        return False
    return about.get("sheetType", "GRID") != "GRID" or any(
        cell.get("userEnteredValue") for cell in cells_of(tab)
    )


def _cells(tab_id: int, rows: Sequence[Sequence[BlankCell]], width: int) -> Json:
    ends = {"startRowIndex": 0, "endRowIndex": len(rows), "startColumnIndex": 0, "endColumnIndex": width}
    return {
        "updateCells": {
            "range": {"sheetId": tab_id, **ends},
            "rows": [{"values": [_cell(cell) for cell in row]} for row in rows],
            "fields": WRITTEN_FIELDS,
        }
    }


def _cell(cell: BlankCell) -> Json:
    made: dict[str, Any] = {}
    if cell.value is not None:
        kind = "stringValue" if isinstance(cell.value, str) else "numberValue"
        made["userEnteredValue"] = {kind: cell.value}
    look: dict[str, Any] = {}
    if cell.is_bold:
        look["textFormat"] = {"bold": True}
    if cell.is_centered:
        look |= {"horizontalAlignment": "CENTER", "wrapStrategy": "WRAP"}
    if cell.number_type:
        look["numberFormat"] = {
            "type": cell.number_type,
            **({"pattern": cell.pattern} if cell.pattern else {}),
        }
    if look:
        made["userEnteredFormat"] = look
    if cell.condition is not None:
        kind, values = cell.condition
        condition = {"type": kind, "values": [{"userEnteredValue": value} for value in values]}
        made["dataValidation"] = {
            "condition": condition,
            "inputMessage": cell.told,
            "strict": True,
            "showCustomUi": kind == "ONE_OF_LIST",
        }
    return made
