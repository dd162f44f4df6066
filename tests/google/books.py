"""The spreadsheets and files our Google serves, and how they look as Google's JSON.

Shapes follow the recorded answers of burnash/gspread's cassettes (`tests/cassettes/` there): what is empty is
left out, trailing empty cells and rows are cut, sheetId 0 is left out of merges, rowMetadata has every row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from schemas.sheet import CellError, DateCell, FormattedNumber, column_letters

SPREADSHEET = "application/vnd.google-apps.spreadsheet"
SHORTCUT = "application/vnd.google-apps.shortcut"
FOLDER = "application/vnd.google-apps.folder"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

ERROR_TYPES = {
    "#NULL!": ("NULL_VALUE", "Null value."),
    "#DIV/0!": ("DIVIDE_BY_ZERO", "Function DIVIDE parameter 2 cannot be zero."),
    "#VALUE!": ("VALUE", "Function ADD parameter 1 expects number values."),
    "#REF!": ("REF", "Reference does not exist."),
    "#NAME?": ("NAME", "Unknown function: 'SUMM'."),
    "#NUM!": ("NUM", "Result was not a number."),
    "#N/A": ("N_A", "Did not find value in VLOOKUP evaluation."),
    "#ERROR!": ("ERROR", "Formula parse error."),
    "Loading...": ("LOADING", "Loading..."),
}


TYPES = {"percent": "PERCENT", "currency": "CURRENCY", "time": "TIME", "scientific": "SCIENTIFIC"}


@dataclass(frozen=True)
class Formula:
    """A cell whose value comes from a formula."""

    text: str
    value: Any


@dataclass(frozen=True)
class Formatted:
    """A number under a format by Google's type and pattern; without a pattern Google uses the locale's own."""

    value: Any
    type: str
    pattern: str | None = None

    def to_json(self) -> dict[str, str]:
        return {"type": self.type} if self.pattern is None else {"type": self.type, "pattern": self.pattern}


@dataclass
class ServedTab:
    """A tab. Cells are None, bool, int, float, str, DateCell, FormattedNumber, CellError, Formatted or Formula."""

    title: str
    rows: Sequence[Sequence[Any]]
    tab_id: int = 0
    merges: Sequence[tuple[int, int, int, int]] = ()
    hidden_rows: Sequence[int] = ()
    is_hidden: bool = False
    kind: str = "GRID"
    grid_rows: int = 1000
    grid_columns: int = 26

    def to_json(self, *, with_grid: bool) -> dict[str, Any]:
        about: dict[str, Any] = {
            "sheetId": self.tab_id,
            "title": self.title,
            "index": 0,
            "sheetType": self.kind,
        }
        if self.is_hidden:
            about["hidden"] = True
        if self.kind == "GRID":
            about["gridProperties"] = {"rowCount": self.grid_rows, "columnCount": self.grid_columns}
        found: dict[str, Any] = {"properties": about}
        if self.merges:
            found["merges"] = [self._merge(merge) for merge in self.merges]
        if with_grid and self.kind == "GRID":
            found["data"] = [self._grid()]
        return found

    def values(self) -> list[list[Any]]:
        """The tab as values:batchGet with UNFORMATTED_VALUE and SERIAL_NUMBER gives it."""
        rows = [[_unformatted(cell) for cell in row] for row in self.rows]
        for row in rows:
            while row and row[-1] == "":
                row.pop()
        while rows and not rows[-1]:
            rows.pop()
        return rows

    def range(self) -> str:
        return f"'{self.title}'!A1:{column_letters(self.grid_columns - 1)}{self.grid_rows}"

    def _merge(self, merge: tuple[int, int, int, int]) -> dict[str, int]:
        ends = {
            "startRowIndex": merge[0],
            "endRowIndex": merge[2] + 1,
            "startColumnIndex": merge[1],
            "endColumnIndex": merge[3] + 1,
        }
        return {"sheetId": self.tab_id, **ends} if self.tab_id else ends

    def _grid(self) -> dict[str, Any]:
        rows = [{"values": [_cell(cell) for cell in row]} if row else {} for row in self.rows]
        meta = [
            {"pixelSize": 21, **({"hiddenByUser": True} if row in self.hidden_rows else {})}
            for row in range(self.grid_rows)
        ]
        return {
            **({"rowData": rows} if rows else {}),
            "rowMetadata": meta,
            "columnMetadata": [{"pixelSize": 100}],
        }


@dataclass
class ServedFile:
    """A file of Drive; `tabs` only for a spreadsheet."""

    id: str
    name: str
    folder: str | None
    mime_type: str = SPREADSHEET
    tabs: list[ServedTab] = field(default_factory=list)
    locale: str = "vi_VN"
    time_zone: str = "Asia/Ho_Chi_Minh"
    version: int = 1
    modified_at: datetime = datetime(2020, 8, 24, 10, 0, tzinfo=UTC)
    is_shared: bool = True
    is_trashed: bool = False
    is_editable: bool = True
    last_editor: str = "Nguyễn Thị Hoa"

    def to_drive(self) -> dict[str, Any]:
        return {
            "kind": "drive#file",
            "id": self.id,
            "name": self.name,
            "mimeType": self.mime_type,
            "version": str(self.version),
            "modifiedTime": self.modified_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z",
            "trashed": self.is_trashed,
            "parents": [self.folder] if self.folder else [],
            "lastModifyingUser": {"displayName": self.last_editor, "emailAddress": "hoa@example.vn"},
            "capabilities": {"canEdit": self.is_editable},
        }

    def to_spreadsheet(self, *, with_grid: bool) -> dict[str, Any]:
        return {
            "spreadsheetId": self.id,
            "properties": {
                "title": self.name,
                "locale": self.locale,
                "autoRecalc": "ON_CHANGE",
                "timeZone": self.time_zone,
            },
            "sheets": [tab.to_json(with_grid=with_grid) for tab in self.tabs],
            "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{self.id}/edit",
        }


def _cell(cell: Any) -> dict[str, Any]:
    if cell is None:
        return {}
    typed = cell.value if isinstance(cell, Formula) else cell
    value = _extended(typed)
    entered = {"formulaValue": cell.text} if isinstance(cell, Formula) else value
    look: dict[str, Any] = {"wrapStrategy": "OVERFLOW_CELL"}
    if isinstance(typed, DateCell):
        look["numberFormat"] = {"type": "DATE", "pattern": "dd/mm/yyyy"}
    if isinstance(typed, Formatted):
        look["numberFormat"] = typed.to_json()
    if isinstance(typed, FormattedNumber):
        kind = TYPES.get(typed.display.shows, "NUMBER")
        look["numberFormat"] = {"type": kind, "pattern": typed.format}
    return {
        "userEnteredValue": entered,
        "effectiveValue": value,
        "formattedValue": _shown(typed),
        "effectiveFormat": look,
    }


def _extended(cell: Any) -> dict[str, Any]:
    if isinstance(cell, bool):
        return {"boolValue": cell}
    if isinstance(cell, int | float):
        return {"numberValue": cell}
    if isinstance(cell, DateCell):
        return {"numberValue": cell.serial}
    if isinstance(cell, Formatted | FormattedNumber):
        return {"numberValue": cell.value}
    if isinstance(cell, CellError):
        kind, message = ERROR_TYPES[cell.code]
        return {"errorValue": {"type": kind, "message": message}}
    return {"stringValue": cell}


def _unformatted(cell: Any) -> Any:
    typed = cell.value if isinstance(cell, Formula) else cell
    if typed is None:
        return ""
    if isinstance(typed, DateCell):
        return typed.serial
    if isinstance(typed, Formatted | FormattedNumber):
        return typed.value
    if isinstance(typed, CellError):
        kind, message = ERROR_TYPES[typed.code]
        return message if kind == "LOADING" else f"{typed.code} ({message})"
    return typed


def _shown(cell: Any) -> str:
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, CellError):
        return cell.code
    if isinstance(cell, DateCell):
        return "24/08/2020"
    if isinstance(cell, FormattedNumber):
        return cell.display.text
    if isinstance(cell, Formatted):
        return str(cell.value)
    return str(cell)
