"""The facts of a page as its words: the lines, the tables and the order in which they are read.

Arrives: a `PageFacts`.
Leaves:  a `Told`: plain text everywhere, nothing of it is markup.
Not here: what stands on the page where (`page.html`), how a number is written (`flows.steps.publish.words`).

A finding is told in general, by its rule: what was typed stays with the desk and its unit.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from flows.desk.page.calls import calls, unknown
from flows.desk.page.facts import PageFacts
from flows.desk.page.picture import Picture, picture, series
from flows.steps.publish.urgency import FIRST, by_urgency, duties, in_words, is_overdue
from flows.steps.publish.words import dated, deadline_in_words, number, percent, summary_sentences
from schemas.finding import SEVERITY_VI, general_sentence
from schemas.report import CampaignSummary, UnitStanding
from schemas.rules.rule import Severity
from schemas.standing import STANDING_VI
from schemas.vietnamese.writing import day as written_day


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` begin with what the row is of. The columns named in `amounts` are set to the right."""

    caption: str
    headings: list[str]
    rows: list[list[str]]
    amounts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """What stands on a page. Of the public edition the lists of units and findings stay empty."""

    title: str
    code: str
    instant: str
    is_public: bool
    headline: str
    deadline: str = ""
    standings: list[tuple[str, str, int]] = field(default_factory=list)
    """A standing's code, what it is called and how many units stand there."""
    sentences: tuple[str, ...] = ()
    picture: Picture | None = None
    days: Table | None = None
    calls: list[tuple[str, str]] = field(default_factory=list)
    """A unit, and what its call may bring."""
    uncountable: int = 0
    acting: Table | None = None
    coverage: Table | None = None
    findings: Table | None = None


def told(facts: PageFacts, *, is_public: bool = False) -> Told:
    """What a page says; `is_public`: totals alone."""
    campaign, total = facts.campaign, facts.summary
    begun = (campaign.title, campaign.code, dated(facts.as_of, campaign.time_zone), is_public)
    if total is None:
        return Told(*begun, "Chưa thu thập lần nào: chưa có số liệu.")
    counts = [(code, STANDING_VI[code], total.count(code)) for code in FIRST if total.count(code)]
    page = {
        "headline": _headline(facts),
        "deadline": f"Hạn của đợt: {deadline_in_words(total.cutoff_at, campaign.time_zone)}.",
        "standings": counts,
        "sentences": summary_sentences(campaign.form, total),
        "picture": picture(facts),
        "days": _days(facts),
    }
    if is_public:
        return Told(*begun, **page)  # type: ignore[arg-type]
    return Told(
        *begun,
        **page,  # type: ignore[arg-type]
        calls=[(each.unit.unit_name, each.brings_vi) for each in calls(facts)],
        uncountable=unknown(facts),
        acting=_acting(facts, total),
        coverage=_coverage(facts),
        findings=_findings(facts),
    )


def _headline(facts: PageFacts) -> str:
    """How many days to the deadline, or since it: by the campaign's calendar, as days late are counted."""
    last = facts.last_day
    if last is None:
        return ""
    left = (last - facts.today).days
    if left == 0:
        return "Hôm nay là ngày cuối còn đúng hạn"
    return f"Còn {left} ngày nữa đến ngày cuối còn đúng hạn" if left > 0 else f"Đã quá hạn {-left} ngày"


def _days(facts: PageFacts) -> Table:
    lines = series(facts)
    rows = [
        [written_day(day), *(number(points[place][1]) for _, points in lines)]
        for place, day in enumerate(each.day for each in facts.days)
    ]
    headings = ["Ngày", *(label for label, _ in lines)]
    return Table("Số lũy kế đến hết mỗi ngày", headings, rows, _from(1, headings))


def _acting(facts: PageFacts, total: CampaignSummary) -> Table:
    """Each unit of which somebody must do something, or that is past its deadline; the late ones first."""
    rows = []
    for unit in by_urgency(facts.standings):
        to_do = "; ".join(duties(unit, total.cutoff_at, facts.campaign.time_zone))
        is_done = unit.standing in ("on_time", "late", "exempt") and not _is_open(unit)
        if (to_do or is_overdue(unit)) and not is_done:
            rows.append([unit.unit_name, in_words(unit), to_do])
    return Table("Đơn vị còn việc, quá hạn trước", ["Đơn vị", "Tình trạng", "Ai phải làm gì"], rows)


def _is_open(unit: UnitStanding) -> bool:
    return bool(unit.open_errors or unit.open_questions or unit.unreadable_since)


def _coverage(facts: PageFacts) -> Table:
    """What each unit has come to, in the order of the roster."""
    form, lead, rates = facts.campaign.form, facts.campaign.form.lead, facts.campaign.form.lead_rates
    headings = ["Đơn vị", "CĐCS"]
    headings += [form.people_label] if form.people else []
    headings += [form.lead_vi] if lead is not None else []
    headings += [f"% {each.label}" for each in rates]
    rows = []
    for unit in facts.standings:
        found = facts.coverage.get(unit.unit_code)
        expected = "" if unit.branches_expected is None else f" / {number(unit.branches_expected)}"
        row = [unit.unit_name, f"{number(unit.branches_accepted)}{expected}"]
        row += [number(found.people if found else None) or "–"] if form.people else []
        row += [number(found.quantities.get(lead.name) if found else None) or "–"] if lead is not None else []
        row += [percent(found.quantities.get(each.name) if found else None) or "–" for each in rates]
        rows.append(row)
    return Table("Theo thứ tự của danh sách đơn vị", headings, rows, _from(1, headings))


def _findings(facts: PageFacts) -> Table:
    """Which rules are broken, how often and by how many units: errors, then questions, then warnings."""
    units_of: dict[tuple[Severity, str], list[str]] = defaultdict(list)
    for each in facts.findings:
        units_of[each.severity, each.rule].append(each.unit_code)
    order = list(SEVERITY_VI)
    most_first = sorted(
        units_of.items(), key=lambda item: (order.index(item[0][0]), -len(item[1]), item[0][1])
    )
    rows = [
        [
            general_sentence(facts.campaign.form, rule, None),
            SEVERITY_VI[severity],
            number(len(codes)),
            number(len(set(codes))),
        ]
        for (severity, rule), codes in most_first
    ]
    headings = ["Cần làm gì", "Mức", "Số chỗ", "Số đơn vị"]
    return Table("Theo quy tắc; … thay cho những gì đơn vị đã nhập", headings, rows, _from(2, headings))


def _from(first: int, headings: list[str]) -> frozenset[int]:
    return frozenset(range(first, len(headings)))
