"""What operators read of a run: how it ended, where every unit stands, what to correct, what is new since yesterday.

Arrives: a run's summary and the database it loaded.
Leaves:  Markdown, in Vietnamese.
Not here: where they are shown, and who sees what (`flows.serving.pages.artifacts`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.desk.collection.summary import OUTCOME_VI as RUN_VI
from flows.desk.collection.summary import RunSummary
from flows.desk.page.facts import Progress, read_progress
from flows.desk.page.picture_alone import picture_alone
from flows.serving.pages import standing_lines
from flows.steps import keep, stand
from flows.steps.publish import markdown, urgency
from flows.steps.publish.words import deadline_in_words, local, summary_sentences
from flows.steps.pull.google.files import link_to
from flows.store.database import Database
from schemas.campaign import Campaign
from schemas.observation import OUTCOME_VI
from schemas.report import CampaignSummary, OpenFinding, UnitChange, UnitStanding
from schemas.roster import Unit

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What the database says as of an instant."""

    campaign: Campaign
    as_of: datetime
    standings: dict[str, UnitStanding]
    """By code, in the roster's order."""
    findings: list[OpenFinding]
    changes: list[UnitChange]
    origins: dict[str, keep.Origin]
    progress: Progress

    @property
    def total(self) -> CampaignSummary | None:
        """How the campaign stands; None when it was never collected."""
        return self.progress.summary


def read_facts(database: Database, campaign: Campaign, as_of: datetime) -> PageFacts:
    """Ask the database once for all pages. Findings are those open now, all else is as of the instant."""
    code = campaign.code
    with database.begin() as connection:
        standings = {each.unit_code: each for each in stand.standings(connection, code, as_of)}
        return PageFacts(
            campaign,
            as_of,
            standings,
            stand.findings(connection, code, list(standings)),
            stand.changes(connection, campaign, as_of - A_DAY, as_of),
            keep.origins(connection, code, as_of),
            read_progress(connection, campaign, as_of),
        )


def summary_page(facts: PageFacts, summary: RunSummary) -> str:
    """How the run ended, how the campaign stands, who was flagged, what could not be read and who must act."""
    zone = facts.campaign.time_zone
    total = summary_sentences(facts.campaign.form, facts.total) if facts.total else ()
    unreadable = [
        (u.unit_name, OUTCOME_VI[u.outcome], u.detail or "")
        for u in summary.unreadable
        if not u.is_account_refused
    ]
    read = len(summary.units) - len(summary.unreadable)
    notes = filter(None, (summary.account_refusal, *summary.notes, *summary.strays))
    overdue, acting, waiting = _overdue(facts), list(_acting(facts)), list(_waiting(facts))
    how = f"**Lần thu thập lúc {local(summary.as_of, zone)}: {RUN_VI[summary.outcome]}.**"
    head = [
        f"# {markdown.escaped(facts.campaign.title)}",
        f"{how} Đã xem được {read}/{len(summary.units)} đơn vị.",
        _common_deadline(facts),
    ]
    body = markdown.sections(
        (
            f"Trễ hạn, chưa báo cáo xong: {len(overdue)}",
            _some([_late(facts, unit, summary) for unit in overdue]),
        ),
        (
            f"Không đọc được: {len(unreadable)}",
            markdown.table(("Đơn vị", "Kết quả", "Ai phải làm gì"), unreadable),
        ),
        (f"Đơn vị phải sửa: {len(acting)}", _some(acting)),
        (f"Chờ trả lời: {len(waiting)}", _some(waiting)),
        (f"Bỏ đánh dấu quá hạn: {len(summary.cleared)}", markdown.bullets(_cleared(facts, summary))),
        ("Toàn đợt", markdown.bullets(map(markdown.escaped, total))),
        ("Tiến độ từng ngày", _picture(facts)),
        ("Ghi chú", markdown.bullets(map(markdown.escaped, notes))),
    )
    return "\n\n".join(filter(None, [*head, body]))


def _picture(facts: PageFacts) -> str:
    """Progress by day, once there is any."""
    drawn = picture_alone(facts.progress)
    return markdown.image(drawn.svg, drawn.words) if drawn else ""


def _some(lines: list[str]) -> str:
    """The first of many lines, and how many more there are."""
    more = len(lines) - markdown.MOST_ROWS
    left = [f"và {more} đơn vị nữa: xem bằng lệnh bluezone standings"] if more > 0 else []
    return markdown.bullets([*lines[: markdown.MOST_ROWS], *left])


def _overdue(facts: PageFacts) -> list[UnitStanding]:
    """Who had no valid return in time, whenever that was first found; those who handed in late are named as well."""
    return [unit for unit in urgency.by_urgency(facts.standings.values()) if urgency.is_overdue(unit)]


def _late(facts: PageFacts, unit: UnitStanding, summary: RunSummary) -> str:
    has_own = facts.total is not None and unit.cutoff_at != facts.total.cutoff_at
    own = f", hạn riêng: trước {local(unit.cutoff_at, facts.campaign.time_zone)}" if has_own else ""
    new = " (mới)" if unit.unit_code in summary.flagged else ""
    return f"{named(facts, unit)}: {urgency.in_words(unit)}{own}{new}"


def _acting(facts: PageFacts) -> Iterator[str]:
    """Each unit that must correct its sheet and is not named as overdue already."""
    for unit in facts.standings.values():
        if unit.open_errors and not urgency.is_overdue(unit):
            yield f"{named(facts, unit)}: {unit.standing_vi}, {unit.open_errors} lỗi"


def _cleared(facts: PageFacts, summary: RunSummary) -> Iterator[str]:
    for unit in map(facts.standings.__getitem__, summary.cleared):
        yield f"{named(facts, unit)}: {unit.standing_vi}"


def _waiting(facts: PageFacts) -> Iterator[str]:
    """Each unit of which something waits for an answer: it is never overdue for that."""
    cells_by_unit: dict[str, list[str]] = {}
    for each in facts.findings:
        if each.is_question:
            cells_by_unit.setdefault(each.unit_code, []).append(each.cell or "cả bảng")
    for code, cells in cells_by_unit.items():
        unit = facts.standings[code]
        yield f"{named(facts, unit)}: {unit.standing_vi}, câu hỏi ở {', '.join(cells)}"


def named(facts: PageFacts, unit: UnitStanding) -> str:
    """A unit in Markdown by its code and name."""
    return f"{markdown.escaped(unit.unit_code)} {_linked(facts, unit)}"


def _common_deadline(facts: PageFacts) -> str:
    total, zone = facts.total, facts.campaign.time_zone
    return f"Hạn của đợt: {deadline_in_words(total.cutoff_at, zone)}." if total else ""


def _linked(facts: PageFacts, unit: UnitStanding) -> str:
    """A unit's name in Markdown, a link where its sheet can be opened."""
    sheet, name = _sheet(facts, unit.unit_code), unit.unit_name
    return markdown.link(name, sheet) if sheet.startswith("https://") else markdown.escaped(name)


def standings_page(facts: PageFacts) -> str:
    """Where each unit stands and what is to be done about it, the late ones first; names lead to their sheets."""
    zone = facts.campaign.time_zone
    head = f"# Tình trạng {len(facts.standings)} đơn vị lúc {local(facts.as_of, zone)}"
    if facts.total is None:
        return head
    cutoff_at, common = facts.total.cutoff_at, _common_deadline(facts)
    table = standing_lines.lines(facts.standings.values(), cutoff_at, zone, lambda unit: _linked(facts, unit))
    return f"{head}\n\n{common}\n\n{table}"


def _sheet(facts: PageFacts, code: str) -> str:
    """The link or the file name of a unit's sheet: where it was read last, else where the roster says it is."""
    if code in facts.origins and (at := facts.origins[code]).origin:
        return link_to(at.origin) if at.is_google else at.origin
    unit: Unit | None = facts.campaign.units.by_code(code)
    return unit.sheet if unit else ""
