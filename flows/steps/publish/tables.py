"""Tell people what came of their sheets: tables for a terminal, in Vietnamese.

Arrives: records of the analysts' contract, a run's summary.
Leaves:  what is printed. A cell's value appears in a finding's own sentence and nowhere else.
Not here: what stands in the records (`stand`), how an instant or a number is written (`words`), what the desk recorded
         (`recorded`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from flows.steps.publish.words import (
    local,
    number,
    summary_sentences,
)
from schemas.finding import SEVERITY_VI
from schemas.form.form import Form
from schemas.report import CampaignSummary, OpenFinding, UnitStanding

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
            number(standing.open_errors or None),
            number(standing.open_questions or None),
            number(standing.open_warnings or None),
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
            number(result.rows_accepted or None),
            number(result.rows_refused or None),
            number(result.rows_waiting or None),
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
