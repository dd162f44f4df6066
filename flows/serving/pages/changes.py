"""What operators read of a day: which units' standings, figures and findings became different.

Arrives: what the database says of a run.
Leaves:  a page in Markdown, in Vietnamese.
Not here: where it is shown (`flows.serving.pages.artifacts`), the other pages of a run (`of_run`).
"""

from __future__ import annotations

from collections.abc import Sequence

from flows.serving.pages.of_run import A_DAY, PageFacts
from flows.steps.publish import markdown
from flows.steps.publish.words import local, number
from schemas.form.form import Form
from schemas.report import UnitChange
from schemas.vietnamese.text import capital


def changes_page(facts: PageFacts) -> str:
    """What became different within a day: standings, figures, findings."""
    zone, as_of = facts.campaign.time_zone, facts.as_of
    lines = (_change(facts.campaign.form, unit) for unit in facts.changes)
    rows = [line for line in lines if any(line[2:])]
    title = f"# Thay đổi từ {local(as_of - A_DAY, zone)} đến {local(as_of, zone)}"
    if not rows:
        return f"{title}\n\nKhông có gì thay đổi."
    branches = (
        sum(unit.branches_before for unit in facts.changes),
        sum(unit.branches for unit in facts.changes),
    )
    form = facts.campaign.form
    sums = (
        f"{len(rows)} đơn vị có thay đổi. CĐCS: {_moved(*branches) or number(branches[1])}; "
        f"{_sums_of_lead(form, facts.changes)}"
        f"lỗi và cảnh báo: {sum(unit.findings_raised for unit in facts.changes)} mới, "
        f"{sum(unit.findings_closed for unit in facts.changes)} đã hết."
    )
    lead = [capital(form.lead_vi)] if form.lead else []
    headings = ("Mã", "Đơn vị", "Tình trạng", "CĐCS", *lead, "Lỗi, cảnh báo mới", "Đã hết")
    return "\n\n".join((title, sums, markdown.table(headings, rows)))


def _sums_of_lead(form: Form, changes: Sequence[UnitChange]) -> str:
    """What the letter is after, of all units together; "" where it is after nothing that is counted."""
    if form.lead is None:
        return ""
    before, after = (
        sum(each) for each in zip(*(unit.amounts(form.lead.name) for unit in changes), strict=True)
    )
    return f"{form.lead_vi}: {_moved(before, after) or number(after)}; "


def _change(form: Form, unit: UnitChange) -> tuple[str, ...]:
    """One unit's line; what did not change is left empty."""
    before, after = unit.standing_before_vi, unit.standing_vi
    return (
        unit.unit_code,
        unit.unit_name,
        f"{before} → {after}" if before != after else "",
        _moved(unit.branches_before, unit.branches),
        *([_moved(*unit.amounts(form.lead.name))] if form.lead else []),
        number(unit.findings_raised or None),
        number(unit.findings_closed or None),
    )


def _moved(before: int, after: int) -> str:
    return f"{number(before)} → {number(after)}" if before != after else ""
