"""Tell people: tables for a terminal, in Vietnamese.

Arrives: records of the analysts' contract, a run's summary.
Leaves:  what is printed. A cell's value appears in a finding's own sentence and nowhere else.
Not here: what stands in the records (`stand`), how an instant or a number is written (`words`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from flows.steps.publish.words import (
    dated,
    decision_in_words,
    local,
    number,
    revocation_in_words,
    summary_sentences,
)
from schemas.finding import SEVERITY_VI
from schemas.form.form import Form
from schemas.paper_kind import PAPER_VI
from schemas.report import CampaignSummary, OpenFinding, UnitStanding

if TYPE_CHECKING:
    from flows.store.recorded.closings import Closing
    from flows.store.recorded.decisions import Decision
    from flows.store.recorded.papers import Issue
    from flows.store.recorded.rosters import Edition
    from schemas.edition import Difference

STANDING_STYLE = {
    "on_time": "green",
    "late": "red",
    "missing": "bold red",
    "needs_fix": "yellow",
    "unverified": "magenta",
    "not_due": "dim",
    "exempt": "dim",
}
SEVERITY_STYLE = {"error": "red", "question": "magenta", "warning": "yellow"}


def standings_table(standings: Iterable[UnitStanding], title: str, zone: str) -> Table:
    """Where each unit stands: one line per unit, in the roster's order."""
    table = table_of(title, "Mã|Đơn vị…|Tình trạng|Có lần đầu|Đạt lần đầu|>CĐCS|>Lỗi|>Hỏi|>Cảnh báo|Ghi chú…")
    for standing in standings:
        table.add_row(
            standing.unit_code,
            standing.unit_name,
            Text(standing.standing_vi, style=STANDING_STYLE[standing.standing]),
            local(standing.submitted_at, zone),
            local(standing.accepted_at, zone),
            number(standing.branches_accepted),
            number(standing.open_errors) if standing.open_errors else "",
            number(standing.open_questions) if standing.open_questions else "",
            number(standing.open_warnings) if standing.open_warnings else "",
            _remarks(standing, zone),
        )
    return table


def _remarks(standing: UnitStanding, zone: str) -> str:
    remarks = []
    if standing.days_late:
        remarks.append(f"quá hạn {standing.days_late} ngày")
    if standing.unreadable_since:
        remarks.append(f"không đọc được từ {local(standing.unreadable_since, zone)}")
    if standing.amended_after_cutoff:
        remarks.append("sửa sau hạn")
    if standing.original_standing != standing.standing:
        remarks.append(f"nếu không có quyết định: {standing.original_standing_vi}")
    return ", ".join(remarks)


def summary_lines(form: Form, summary: CampaignSummary) -> RenderableType:
    """A campaign's summary with the sensitivity line."""
    units, figures, sensitivity = summary_sentences(form, summary)
    return Group(Text(units), Text(figures), Text(sensitivity, style="italic"))


def findings_table(findings: Sequence[OpenFinding], title: str) -> Table:
    """What the units must correct."""
    table = table_of(title, "Mã|Mức|Ô|Quy tắc|Cần làm gì…")
    for finding in findings:
        severity = finding.severity
        table.add_row(
            finding.unit_code,
            Text(SEVERITY_VI[severity], style=SEVERITY_STYLE[severity]),
            finding.cell or "",
            finding.rule,
            # a cell's text must not be read as markup
            Text(finding.message_vi),
        )
    return table


def decisions_table(decisions: Sequence[Decision], title: str, zone: str) -> Table:
    """What people decided, and what was revoked."""
    table = table_of(title, "Mã|Quyết định|Từ lúc|Ai…|Vì sao…|Văn bản|Thu hồi…")
    for each in decisions:
        revoked = revocation_in_words(each, zone)
        table.add_row(
            each.unit_code,
            decision_in_words(each, zone),
            dated(each.effective_at, zone),
            *map(Text, (each.decided_by, each.reason, each.letter_number, revoked)),
        )
    return table


def differences_table(differences: Sequence[Difference], title: str) -> Table:
    """What the roster's file says otherwise than its last edition."""
    table = table_of(title, "Mã|Đơn vị…|Khác gì…")
    for each in differences:
        table.add_row(*map(Text, (each.unit_code, each.unit_name, "; ".join(each.what))))
    return table


def editions_table(editions: Sequence[Edition], title: str, zone: str) -> Table:
    """Every edition of the roster: since when, by whom and why."""
    table = table_of(title, ">Bản|Từ lúc|Ai…|Vì sao…|Văn bản|>Đơn vị đổi|>Đơn vị phải báo cáo")
    for each in editions:
        table.add_row(
            number(each.edition),
            dated(each.effective_at, zone) or "từ đầu đợt",
            *map(Text, (each.decided_by or "", each.reason or "", each.letter_number)),
            number(each.units_changed),
            number(each.units_active),
        )
    return table


def closings_table(closings: Sequence[Closing], title: str, zone: str) -> Table:
    """Every closing of a campaign's figures, and which one holds."""
    table = table_of(title, ">Số|Số liệu lúc|Ai…|Vì sao…|Văn bản|Hiệu lực…")
    for each in closings:
        held = "đang có hiệu lực" if each.is_in_force else "đã có lần chốt sau"
        revoked = revocation_in_words(each, zone)
        table.add_row(
            number(each.closing_id),
            dated(each.as_of, zone),
            *map(Text, (each.closed_by, each.reason, each.letter_number)),
            Text(f"thu hồi {revoked}" if revoked else held),
        )
    return table


def issues_table(issues: Sequence[Issue], title: str, zone: str) -> Table:
    """Every issue of a campaign's papers, and what was taken back."""
    table = table_of(title, ">Dự thảo|Loại|Mã|Số và ký hiệu|Ngày|Số liệu lúc|Ai…|Thu hồi…")
    for each in issues:
        revoked = revocation_in_words(each, zone)
        table.add_row(
            *(number(each.paper_id), PAPER_VI.get(each.kind, each.kind), each.unit_code or ""),
            Text(each.number),
            f"{each.issued_on:%d/%m/%Y}",
            dated(each.as_of, zone),
            *map(Text, (each.issued_by, revoked)),
        )
    return table


def run_table(results: Iterable[Any], title: str) -> Table:
    """What a run saw, unit by unit."""
    from schemas.observation import OUTCOME_VI

    table = table_of(title, "Mã|Đơn vị…|Kết quả|>Nhận|>Trả lại|>Chờ|Ai phải làm gì…")
    for result in results:
        is_read = result.outcome.is_successful
        table.add_row(
            result.unit_code,
            result.unit_name,
            Text(
                "chưa xem được" if result.is_account_refused else OUTCOME_VI[result.outcome],
                style="" if is_read else "red",
            ),
            number(result.rows_accepted) if result.rows_accepted else "",
            number(result.rows_refused) if result.rows_refused else "",
            number(result.rows_waiting) if result.rows_waiting else "",
            Text(result.detail or ""),
        )
    return table


def changes_table(changes: Iterable[Any], title: str) -> Table:
    """What a rebuild changes, unit by unit."""
    table = table_of(title, "Mã|Tình trạng|>CĐCS đổi số liệu|Lỗi, cảnh báo mới…|Không còn…|Ghi chú…")
    for change in changes:
        table.add_row(
            change.unit_code,
            change.standing_vi,
            number(change.figures),
            ", ".join(change.findings_raised),
            ", ".join(change.findings_gone),
            change.note,
        )
    return table


def table_of(title: str, columns: str) -> Table:
    """An empty table as all of ours look. Columns as "Mã|>Lỗi|Ghi chú…": to the right, long texts on several lines."""
    table = Table(title=title, title_justify="left", title_style="bold", show_edge=False, pad_edge=False)
    for column in columns.split("|"):
        name = column.removeprefix(">").removesuffix("…")
        table.add_column(
            name,
            justify="right" if column.startswith(">") else "left",
            overflow="fold" if column.endswith("…") else "ellipsis",
        )
    return table
