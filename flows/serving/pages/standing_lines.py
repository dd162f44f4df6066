"""Where units stand, on a page of Prefect's: who is late on top, then who must act, then whoever is done.

Arrives: the units' standings as of an instant.
Leaves:  them in that order, one line of a table each; who must do what about one, in words.
Not here: the pages that hold the lines (`of_run` of a run, `asked` of an instant).

A page of 1,280 pixels leaves a table 580: few columns, texts that go on below, and no table of Prefect's own, which shows
ten lines at a time and breaks none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from flows.steps.publish import markdown
from flows.steps.publish.urgency import by_urgency, duties, in_words, is_overdue
from flows.steps.publish.words import local, number
from schemas.report import UnitStanding

HEADINGS = ("Mã", "Đơn vị", "Tình trạng", "Đạt lần đầu", "CĐCS", "Ai phải làm gì")


def lines(
    standings: Iterable[UnitStanding],
    common_cutoff: datetime,
    zone: str,
    named: Callable[[UnitStanding], str],
) -> str:
    """The table. `named`: a unit's name in Markdown; `common_cutoff`: whoever has another is told with it."""
    rows = [
        (
            markdown.escaped(unit.unit_code),
            named(unit),
            f"**{in_words(unit)}**" if is_overdue(unit) else in_words(unit),
            local(unit.accepted_at, zone),
            number(unit.branches_accepted or None),
            markdown.escaped("; ".join(duties(unit, common_cutoff, zone))),
        )
        for unit in by_urgency(standings)
    ]
    return markdown.table_of_markdown(HEADINGS, rows)
