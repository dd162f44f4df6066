"""Write-back: the tab «Kiểm tra» in a unit's own Google Sheet says where it stands and what to correct.

Arrives: a `Feedback` whose sheet was read before, and leave to write (`feedback = true` in campaign.toml).
Leaves:  our own tab, written anew in one batchUpdate. No request names any other tab.
Not here: when a sheet may be written to, and what was written already (`flows.desk.feedback`).

Our tab has one sheetId in every sheet, so that it is created and filled in one request, and found again without
a read; Google refuses a whole request when a part of it is wrong (developers.google.com/workspace/sheets/api/
reference/rest/v4/spreadsheets/batchUpdate). A cell is written as a `stringValue`, which Google never takes for
a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.errors import SheetUnreadable
from flows.steps.pull.google.cells import Json
from flows.steps.pull.google.writing import WritingAccount
from schemas.finding import SEVERITY_VI
from schemas.report import AdvisedFinding
from schemas.sheet import Sheet
from schemas.sheet.own_tab import FEEDBACK_TAB, MARK

FEEDBACK_TAB_ID = 1829082020
HEADINGS = ("Mức", "Ô", "Cột", "Đã nhập", "Cần làm gì")
MOST_ADVICE = 500
LONGEST_TEXT = 1000
FIELDS = "userEnteredValue,userEnteredFormat(textFormat,wrapStrategy)"
NEW_TAB: Json = {
    "addSheet": {
        "properties": {
            "sheetId": FEEDBACK_TAB_ID,
            "title": FEEDBACK_TAB,
            "gridProperties": {"rowCount": 1000, "columnCount": len(HEADINGS)},
        }
    }
}


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one sheet is told. `tab_id` is the tab whose cells the findings name."""

    sheet_id: str
    unit_name: str
    lines: tuple[str, ...]
    findings: Sequence[AdvisedFinding]
    tab_id: int | None


class FeedbackWriter(WritingAccount):
    """Writes as the service account, with a pace of its own: Google counts writes apart from reads."""

    def write(self, feedback: Feedback, *, is_there: bool) -> None:
        """Write our tab anew. One request, or two when the tab is not, against `is_there`, where it was left.

        Raises a `flows.errors.LookFailed` that says who must act.
        """
        cells = _cells(feedback)
        first, second = [NEW_TAB, cells], [cells]
        if is_there:
            first, second = second, first
        try:
            self._write(feedback, first)
        except SheetUnreadable:
            self._write(feedback, second)

    def _write(self, feedback: Feedback, requests: Sequence[Json]) -> None:
        what = f"trang «{FEEDBACK_TAB}» trong bảng của {feedback.unit_name}"
        try:
            self.update(feedback.sheet_id, requests, what, what)
        except SheetUnreadable:
            raise SheetUnreadable(
                f"Không ghi được {what}: nếu lặp lại, đơn vị xóa trang này để máy tạo lại."
            ) from None


def in_the_way(sheet: Sheet) -> str | None:
    """Why our tab may not be written beside these tabs: one of them has its name, or it holds a person's cells."""
    for tab in sheet.tabs:
        if tab.tab_id == FEEDBACK_TAB_ID and tab.rows:
            return f"trang do máy ghi đã bị sửa («{tab.title}»); đơn vị xóa trang này để máy tạo lại."
        if tab.tab_id != FEEDBACK_TAB_ID and tab.title.casefold() == FEEDBACK_TAB.casefold():
            return f"bảng đã có trang «{tab.title}» của đơn vị; đơn vị đổi tên trang đó."
    return None


def _cells(feedback: Feedback) -> Json:
    """The whole tab: what the rows do not cover is cleared by the same request."""
    advice = feedback.findings[:MOST_ADVICE]
    further = len(feedback.findings) - len(advice)
    rows = [
        [_text(f"{MARK}: {feedback.unit_name}", bold=True)],
        *([_text(line)] for line in feedback.lines),
        [_text(heading, bold=True) for heading in HEADINGS] if advice else [],
        *(_advice(each, feedback.tab_id) for each in advice),
        *([[_text(f"Còn {further} chỗ nữa, sẽ hiện khi các chỗ trên đã sửa.")]] if further else []),
    ]
    return {
        "updateCells": {
            "range": {"sheetId": FEEDBACK_TAB_ID, "startColumnIndex": 0, "endColumnIndex": len(HEADINGS)},
            "rows": [{"values": row} for row in rows],
            "fields": FIELDS,
        }
    }


def _advice(each: AdvisedFinding, tab_id: int | None) -> list[Json]:
    is_here = each.cell is not None and "!" not in each.cell and tab_id is not None
    link = f"#gid={tab_id}&range={each.cell}" if is_here else None
    return [
        _text(SEVERITY_VI[each.severity]),
        _text(each.cell or "cả bảng", link=link),
        _text(each.heading or ""),
        _text(each.raw_value or ""),
        _text(each.message_vi, wrap=True),
    ]


def _text(text: str, *, bold: bool = False, wrap: bool = False, link: str | None = None) -> Json:
    """A cell that shows the text as it is, whatever it begins with."""
    cell: dict[str, Any] = {"userEnteredValue": {"stringValue": text[:LONGEST_TEXT]}} if text else {}
    look: dict[str, Any] = {"bold": True} if bold else {}
    if link is not None:
        look["link"] = {"uri": link}
    if look or wrap:
        cell["userEnteredFormat"] = {
            **({"textFormat": look} if look else {}),
            **({"wrapStrategy": "WRAP"} if wrap else {}),
        }
    return cell
