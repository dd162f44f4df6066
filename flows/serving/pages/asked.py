"""Pages that an officer asks for: where units stood, what was decided, deadlines and looks to come, what the roster says.

Arrives: what the desk says of a campaign.
Leaves:  Markdown, in Vietnamese. Nothing a unit typed into a cell is in it: a finding is told by its cell and its rule.
Not here: where it is shown (`flows.serving.pages.artifacts`), the pages that a run leaves by itself (`of_run`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from flows.desk.deadlines import Deadlines
from flows.desk.doctor import Diagnosis
from flows.desk.editions import Taking
from flows.desk.timetable import Timetable, lines
from flows.serving.pages import standing_lines
from flows.serving.schedules import Schedules
from flows.steps.publish import markdown
from flows.steps.publish.words import (
    dated,
    deadline_in_words,
    decision_in_words,
    revocation_in_words,
    summary_sentences,
)
from flows.store.recorded.closings import Closing
from flows.store.recorded.decisions import Decision
from flows.store.recorded.rosters import Edition
from schemas.campaign import Campaign
from schemas.finding import SEVERITY_VI, general_sentence
from schemas.report import CampaignSummary, OpenFinding, UnitStanding


def standings_page(
    campaign: Campaign,
    as_of: datetime,
    standings: Sequence[UnitStanding],
    summary: CampaignSummary,
    findings: Sequence[OpenFinding],
) -> str:
    """Where every unit stood at an instant, and what it had to correct then."""
    zone = campaign.time_zone
    told = [
        (
            each.unit_code,
            each.cell or "",
            SEVERITY_VI[each.severity],
            general_sentence(campaign.form, each.rule, each.cell),
        )
        for each in findings
    ]
    return "\n\n".join(
        (
            _title(campaign, f"tình trạng lúc {dated(as_of, zone)}"),
            *map(markdown.escaped, summary_sentences(campaign.form, summary)),
            f"Hạn của đợt: {deadline_in_words(summary.cutoff_at, zone)}.",
            standing_lines.lines(
                standings, summary.cutoff_at, zone, lambda unit: markdown.escaped(unit.unit_name)
            ),
            f"## Lỗi, câu hỏi và cảnh báo lúc đó: {len(findings)}",
            markdown.table(("Mã", "Ô", "Mức", "Cần làm gì"), told) or "Không có.",
        )
    )


def decisions_page(campaign: Campaign, decisions: Sequence[Decision], closings: Sequence[Closing]) -> str:
    """Every decision and closing of a campaign, the latest first, also those that were revoked."""
    zone = campaign.time_zone
    rows = [
        (
            *(each.unit_code, each.unit_name, decision_in_words(each, zone), dated(each.effective_at, zone)),
            *(each.decided_by, each.reason, each.letter_number),
            revocation_in_words(each, zone),
        )
        for each in reversed(decisions)
    ]
    headings = ("Mã", "Đơn vị", "Quyết định", "Từ lúc", "Ai", "Vì sao", "Văn bản", "Thu hồi")
    decided = markdown.table(headings, rows)
    closed = markdown.sections((f"Chốt số liệu: {len(closings)} lần", _closings(closings, zone)))
    return "\n\n".join(filter(None, (_title(campaign, f"{len(rows)} quyết định"), decided, closed)))


def _closings(closings: Sequence[Closing], zone: str) -> str:
    rows = [
        (
            *(dated(each.as_of, zone), each.closed_by, each.reason, each.letter_number),
            "có" if each.is_in_force else "",
            revocation_in_words(each, zone),
        )
        for each in reversed(closings)
    ]
    headings = ("Số liệu lúc", "Ai", "Vì sao", "Văn bản", "Đang có hiệu lực", "Thu hồi")
    return markdown.table(headings, rows)


def deadlines_page(found: Deadlines, timetable: Timetable, schedules: Schedules) -> str:
    """A campaign's cutoffs under each reading, the units that have their own, the runs to come, and what does not follow."""
    campaign, zone = found.campaign, found.campaign.time_zone
    cutoffs = [
        (each.reading_vi, deadline_in_words(each.cutoff_at, zone), "hạn của đợt" if each.is_own else "")
        for each in found.cutoffs
    ]
    extended = [
        (unit.unit_code, unit.unit_name, deadline_in_words(unit.cutoff_at, zone)) for unit in found.extended
    ]
    due = lines(timetable, found.as_of)
    lacking = sorted({kind for *_, kind in due}.difference(schedules.active, schedules.resting))
    parts = (
        ("Hạn", markdown.table(("Cách hiểu", "Báo cáo phải có", ""), cutoffs)),
        (
            "Đơn vị có hạn riêng",
            markdown.table(("Mã", "Đơn vị", "Báo cáo phải có"), extended),
        ),
        (
            "Sắp chạy",
            markdown.table(("Lúc", "Việc", "Lịch"), due) or "Không có lần chạy nào sắp tới.",
        ),
        ("Thư nhắc", _reminders(campaign)),
        ("Lịch đang nghỉ", markdown.bullets(map(markdown.escaped, schedules.resting))),
        (
            "Chưa có trên máy chủ Prefect: hãy chạy bluezone deploy",
            markdown.bullets(map(markdown.escaped, lacking)),
        ),
    )
    begun = f"Từ {campaign.starts_on:%d/%m/%Y} đến {campaign.ends_on:%d/%m/%Y}."
    return "\n\n".join((_title(campaign, "hạn và lịch"), begun, markdown.sections(*parts)))


def roster_page(campaign: Campaign, found: Taking, editions: Sequence[Edition]) -> str:
    """What taking the roster's file as it is would change, and the editions that were taken, the latest first."""
    zone = campaign.time_zone
    would = [(each.unit_code, each.unit_name, "; ".join(each.what)) for each in found.differences]
    taken = [
        (
            *(str(each.edition), dated(each.effective_at, zone) or "từ đầu đợt", each.decided_by or ""),
            *(each.reason or "", each.letter_number, str(each.units_changed), str(each.units_active)),
        )
        for each in reversed(editions)
    ]
    headings = ("Bản", "Từ lúc", "Ai", "Vì sao", "Văn bản", "Đơn vị đổi", "Đơn vị phải báo cáo")
    parts = (
        (
            "Tệp khác bản đã nhận",
            markdown.table(("Mã", "Đơn vị", "Khác gì"), would) or "Không có gì khác.",
        ),
        ("Các bản đã nhận", markdown.table(headings, taken) or "Chưa có bản nào."),
    )
    told = markdown.escaped(found.would)
    return "\n\n".join((_title(campaign, "danh sách đơn vị"), told, markdown.sections(*parts)))


def _reminders(campaign: Campaign) -> str:
    schedule = campaign.schedule
    days = " và ".join(f"{each} ngày" for each in schedule.remind_days_before)
    sent = "gửi thật" if schedule.sends_reminders else "chỉ xem ai được nhắc, chưa gửi"
    before = f"{days} trước hạn của từng đơn vị, " if days else ""
    return f"Lúc {schedule.remind_at:%H:%M}, {before}một lần khi quá hạn; {sent} (sends\\_reminders trong campaign.toml)."


def diagnosis_page(campaign: Campaign, diagnosis: Diagnosis, remarks: Iterable[str]) -> str:
    """Whether a campaign can begin: what is ours to put right, and what to tell which unit."""
    ours = [("✓" if each.is_well else "✗", each.name, each.detail) for each in diagnosis.checks]
    theirs = [
        (unit.unit_code, unit.unit_name, sentence) for unit in diagnosis.units for sentence in unit.troubles
    ]
    parts = (
        ("Phần của văn phòng", markdown.table(("", "Kiểm tra", "Kết quả"), ours)),
        ("Đơn vị cần làm", markdown.table(("Mã", "Đơn vị", "Câu gửi cho đơn vị"), theirs)),
        ("Ghi chú", markdown.bullets(map(markdown.escaped, (*diagnosis.strays, *remarks)))),
    )
    return "\n\n".join((_title(campaign, "khám trước khi bắt đầu"), markdown.sections(*parts)))


def _title(campaign: Campaign, what: str) -> str:
    return f"# {markdown.escaped(campaign.title)} ({markdown.escaped(campaign.code)}): {what}"
