"""Tell people: tables for a terminal in Vietnamese, JSON for machines.

Arrives: records of the analysts' contract, a run's summary.
Leaves:  what is printed. A cell's value appears in a finding's own sentence and nowhere else.
Not here: what stands in the records (`stand`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from schemas.answer import ANSWER_VI
from schemas.decision import KIND_VI
from schemas.finding import SEVERITY_VI
from schemas.report import CampaignSummary, OpenFinding, UnitStanding
from schemas.standing import STANDING_VI

if TYPE_CHECKING:
    from flows.store.decisions import Decision

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


def local(instant: datetime | None, zone: str) -> str:
    """An instant as people of that zone write it, "" for none."""
    return _written(instant, zone, "{0.day}/{0.month} {0:%H:%M}")


def dated(instant: datetime | None, zone: str) -> str:
    """The same with its year, as it can be typed again: where people decide or delete, no year goes without saying."""
    return _written(instant, zone, "{0.day}/{0.month}/{0.year} {0:%H:%M}")


def _written(instant: datetime | None, zone: str, form: str) -> str:
    return "" if instant is None else form.format(instant.astimezone(ZoneInfo(zone)))


def number(value: int | None) -> str:
    """A count as Vietnamese people write it: 1.234."""
    return "" if value is None else f"{value:,}".replace(",", ".")


def percent(value: Decimal | float | None) -> str:
    """Percent points as Vietnamese people write them: 85,5%."""
    return "" if value is None else f"{value:.1f}%".replace(".", ",")


def standings_table(standings: Iterable[UnitStanding], title: str, zone: str) -> Table:
    """Where each unit stands: one line per unit, in the roster's order."""
    table = table_of(
        title,
        ("Mã", {}),
        ("Đơn vị", {"overflow": "fold"}),
        ("Tình trạng", {}),
        ("Có lần đầu", {}),
        ("Đạt lần đầu", {}),
        ("CĐCS", {"justify": "right"}),
        ("Lỗi", {"justify": "right"}),
        ("Hỏi", {"justify": "right"}),
        ("Cảnh báo", {"justify": "right"}),
        ("Ghi chú", {"overflow": "fold"}),
    )
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


def summary_sentences(summary: CampaignSummary) -> tuple[str, str, str]:
    """A campaign's summary: the units, the figures, and what hangs on the reading of the deadline."""
    counts = ", ".join(
        f"{label} {summary.count(code)}" for code, label in STANDING_VI.items() if summary.count(code)
    )
    rate = percent(100 * summary.reporting_rate) if summary.reporting_rate is not None else "–"
    figures = (
        f"{number(summary.branches)} CĐCS, {number(summary.people)} đoàn viên và CNVCLĐ, "
        f"{number(summary.installed)} đã cài ({percent(summary.installed_of_workforce_pct)} tổng số, "
        f"{percent(summary.installed_of_smartphones_pct)} người có điện thoại thông minh)."
    )
    units = f"{summary.expected} đơn vị phải báo cáo: {counts}. Tỷ lệ báo cáo {rate}."
    return units, figures, summary.sensitivity_vi


def summary_lines(summary: CampaignSummary) -> RenderableType:
    """A campaign's summary with the sensitivity line."""
    units, figures, sensitivity = summary_sentences(summary)
    return Group(Text(units), Text(figures), Text(sensitivity, style="italic"))


def findings_table(findings: Sequence[OpenFinding], title: str) -> Table:
    """What the units must correct."""
    table = table_of(
        title, ("Mã", {}), ("Mức", {}), ("Ô", {}), ("Quy tắc", {}), ("Cần làm gì", {"overflow": "fold"})
    )
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


def how_to_answer(question: OpenFinding) -> str:
    """The command that answers a question, with what belongs there."""
    at = f" --cell {question.cell}" if question.cell else ""
    return (
        "Trả lời khi đã hỏi đơn vị, hoặc đơn vị sửa ngay trong bảng:\n"
        f'  bluezone answer --unit {question.unit_code}{at} --as đúng|không --by "AI" --reason "VÌ SAO"'
    )


def decided(decision: Decision, zone: str) -> str:
    """What a decision says: "gia hạn đến 1/9/2020 00:00", "xác minh: đúng hạn", "trả lời ô B14: đúng"."""
    if decision.answer is not None:
        where = f"ô {decision.cell}" if decision.cell else "cả bảng"
        return f"{KIND_VI[decision.kind]} {where}: {ANSWER_VI[decision.answer]}"
    what = f": {STANDING_VI[decision.standing]}" if decision.standing else ""
    until = f" đến {dated(decision.cutoff_at, zone)}" if decision.cutoff_at else ""
    return f"{KIND_VI[decision.kind]}{what}{until}"


def decisions_table(decisions: Sequence[Decision], title: str, zone: str) -> Table:
    """What people decided, and what was revoked."""
    table = table_of(
        title,
        ("Mã", {}),
        ("Quyết định", {}),
        ("Từ lúc", {}),
        ("Ai", {"overflow": "fold"}),
        ("Vì sao", {"overflow": "fold"}),
        ("Văn bản", {}),
        ("Thu hồi", {"overflow": "fold"}),
    )
    for each in decisions:
        revoked = " ".join(filter(None, [dated(each.revoked_at, zone), each.revoked_by, each.revoked_reason]))
        table.add_row(
            each.unit_code,
            decided(each, zone),
            dated(each.effective_at, zone),
            *map(Text, (each.decided_by, each.reason, each.letter_number, revoked)),
        )
    return table


def run_table(results: Iterable[Any], title: str) -> Table:
    """What a run saw, unit by unit."""
    from schemas.observation import OUTCOME_VI

    table = table_of(
        title,
        ("Mã", {}),
        ("Đơn vị", {"overflow": "fold"}),
        ("Kết quả", {}),
        ("Nhận", {"justify": "right"}),
        ("Trả lại", {"justify": "right"}),
        ("Chờ", {"justify": "right"}),
        ("Ai phải làm gì", {"overflow": "fold"}),
    )
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
    table = table_of(
        title,
        ("Mã", {}),
        ("Tình trạng", {}),
        ("CĐCS đổi số liệu", {"justify": "right"}),
        ("Lỗi, cảnh báo mới", {"overflow": "fold"}),
        ("Không còn", {"overflow": "fold"}),
        ("Ghi chú", {"overflow": "fold"}),
    )
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


def to_json(value: Any) -> str:
    """Records as JSON: instants in ISO 8601 with their offset, exact numbers as numbers."""
    return json.dumps(value, default=_plain, ensure_ascii=False, indent=2)


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"no JSON for {type(value).__name__}")


def table_of(title: str, *columns: tuple[str, dict[str, Any]]) -> Table:
    """An empty table as all of ours look: column names with rich's own options."""
    table = Table(title=title, title_justify="left", title_style="bold", show_edge=False, pad_edge=False)
    for name, style in columns:
        table.add_column(name, **style)
    return table
