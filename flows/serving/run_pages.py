"""What operators read of a run: how it ended, where every unit stands, what to correct, what is new since yesterday.

Arrives: a run's summary and the database it loaded.
Leaves:  Markdown and rows of tables, in Vietnamese.
Not here: where they are shown (`flows.serving.artifacts`). Nothing a unit typed into a cell is in them: a finding is told
         by its cell and its rule, a column only by a heading the form knows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from flows.desk.collection.summary import OUTCOME_VI as RUN_VI
from flows.desk.collection.summary import RunSummary
from flows.steps import keep, stand
from flows.steps.publish import markdown
from flows.steps.publish.words import local, summary_sentences
from flows.store.database import Database
from schemas.campaign import Campaign
from schemas.finding import SEVERITY_VI, general_sentence
from schemas.headings import Kind, match_alone
from schemas.observation import OUTCOME_VI
from schemas.report import CampaignSummary, OpenFinding, UnitChange, UnitStanding
from schemas.roster import Unit

A_DAY = timedelta(days=1)
GOOGLE_SHEET = "https://docs.google.com/spreadsheets/d/{}/edit"


@dataclass(frozen=True, slots=True)
class RunFacts:
    """A run's summary and what the database says as of its instant."""

    campaign: Campaign
    summary: RunSummary
    total: CampaignSummary | None
    standings: dict[str, UnitStanding]
    """By code, in the roster's order."""
    findings: list[OpenFinding]
    changes: list[UnitChange]
    origins: dict[str, keep.Origin]


def read_facts(database: Database, campaign: Campaign, summary: RunSummary) -> RunFacts:
    """Ask the database once for all pages. Findings are those open now, all else is as of the run's instant."""
    code, as_of = campaign.code, summary.as_of
    with database.begin() as connection:
        standings = {each.unit_code: each for each in stand.standings(connection, code, as_of)}
        return RunFacts(
            campaign,
            summary,
            stand.summary(connection, code, as_of),
            standings,
            stand.findings(connection, code, list(standings)),
            stand.changes(connection, code, as_of - A_DAY, as_of),
            keep.origins(connection, code, as_of),
        )


def summary_page(facts: RunFacts) -> str:
    """How the run ended, how the campaign stands, who was flagged, what could not be read and who must act."""
    summary, zone = facts.summary, facts.campaign.time_zone
    total = summary_sentences(facts.total) if facts.total else ()
    unreadable = [
        (u.unit_name, OUTCOME_VI[u.outcome], u.detail or "")
        for u in summary.unreadable
        if not u.is_account_refused
    ]
    read = len(summary.units) - len(summary.unreadable)
    notes = filter(None, (summary.account_refusal, *summary.notes, *summary.strays))
    waiting = list(_waiting(facts))
    how = f"**Lần thu thập lúc {local(summary.as_of, zone)}: {RUN_VI[summary.outcome]}.**"
    head = [
        f"# {markdown.escaped(facts.campaign.title)}",
        f"{how} Đã xem được {read}/{len(summary.units)} đơn vị.",
        *map(markdown.escaped, total),
    ]
    body = markdown.sections(
        (f"Mới quá hạn: {len(summary.flagged)}", markdown.bullets(_flagged(facts))),
        (f"Không còn quá hạn: {len(summary.cleared)}", markdown.bullets(_cleared(facts))),
        (
            f"Không đọc được: {len(unreadable)}",
            markdown.table(("Đơn vị", "Kết quả", "Ai phải làm gì"), unreadable) if unreadable else "",
        ),
        (f"Chờ trả lời: {len(waiting)}", markdown.bullets(waiting)),
        ("Ghi chú", markdown.bullets(map(markdown.escaped, notes))),
    )
    return "\n\n".join(filter(None, [*head, body]))


def _flagged(facts: RunFacts) -> Iterator[str]:
    for unit in map(facts.standings.__getitem__, facts.summary.flagged):
        cutoff_at = local(unit.cutoff_at, facts.campaign.time_zone)
        yield f"{_named(facts, unit)}: {unit.standing_vi}, hạn trước {cutoff_at}"


def _cleared(facts: RunFacts) -> Iterator[str]:
    for unit in map(facts.standings.__getitem__, facts.summary.cleared):
        yield f"{_named(facts, unit)}: {unit.standing_vi}"


def _waiting(facts: RunFacts) -> Iterator[str]:
    """Each unit of which something waits for an answer: it is never overdue for that."""
    cells_by_unit: dict[str, list[str]] = {}
    for each in facts.findings:
        if each.is_question:
            cells_by_unit.setdefault(each.unit_code, []).append(each.cell or "cả bảng")
    for code, cells in cells_by_unit.items():
        unit = facts.standings[code]
        yield f"{_named(facts, unit)}: {unit.standing_vi}, câu hỏi ở {', '.join(cells)}"


def _named(facts: RunFacts, unit: UnitStanding) -> str:
    """A unit in Markdown, its name a link where its sheet can be opened."""
    sheet, name = _sheet(facts, unit.unit_code), unit.unit_name
    link = markdown.link(name, sheet) if sheet.startswith("https://") else markdown.escaped(name)
    return f"{markdown.escaped(unit.unit_code)} {link}"


def standing_rows(facts: RunFacts) -> list[dict[str, str | int]]:
    """Where each unit stands and where its sheet is: one row per unit, in the roster's order."""
    zone = facts.campaign.time_zone
    return [
        {
            "Mã": unit.unit_code,
            "Đơn vị": unit.unit_name,
            "Tình trạng": unit.standing_vi,
            "Hạn (trước)": local(unit.cutoff_at, zone),
            "Có lần đầu": local(unit.submitted_at, zone),
            "Đạt lần đầu": local(unit.accepted_at, zone),
            "CĐCS": unit.branches_accepted,
            "Lỗi": unit.open_errors,
            "Câu hỏi": unit.open_questions,
            "Trễ (ngày)": unit.days_late or "",
            "Bảng": _sheet(facts, unit.unit_code),
        }
        for unit in facts.standings.values()
    ]


def _sheet(facts: RunFacts, code: str) -> str:
    """The link or the file name of a unit's sheet: where it was read last, else where the roster says it is."""
    if code in facts.origins and (at := facts.origins[code]).origin:
        return GOOGLE_SHEET.format(at.origin) if at.is_google else at.origin
    unit: Unit | None = facts.campaign.units.by_code(code)
    return unit.sheet if unit else ""


def findings_page(facts: RunFacts) -> str:
    """What each unit must correct, errors first, without what it typed."""
    first = facts.findings[: markdown.MOST_ROWS]
    questions = sum(each.is_question for each in facts.findings)
    count = f"{len(facts.findings) - questions} lỗi và cảnh báo đang mở"
    title = f"# {count}, {questions} câu hỏi chờ trả lời" if questions else f"# {count}"
    if len(first) < len(facts.findings):
        title += f"\n\nĐây là {len(first)} dòng đầu; xem đủ bằng lệnh: bluezone findings"
    by_unit: dict[str, list[tuple[str, ...]]] = {}
    for finding in first:
        by_unit.setdefault(finding.unit_code, []).append(_finding(finding))
    headings = ("Ô", "Mức", "Cột", "Cần làm gì")
    parts = [
        (f"{_named(facts, facts.standings[code])}: {len(rows)}", markdown.table(headings, rows))
        for code, rows in by_unit.items()
    ]
    return "\n\n".join(filter(None, (title, markdown.sections(*parts))))


def _finding(finding: OpenFinding) -> tuple[str, ...]:
    return (
        finding.cell or "",
        SEVERITY_VI[finding.severity],
        _known_heading(finding.heading),
        general_sentence(finding.rule, finding.cell),
    )


def _known_heading(heading: str | None) -> str:
    """A heading that names a column of the form; any other is text somebody typed."""
    return heading if heading and match_alone(heading).kind is Kind.FIELD else ""
