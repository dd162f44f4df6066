"""Which issued papers no longer hold, and where: each figure of them is asked for again.

Arrives: what was issued, the database as it is now.
Leaves:  for each such paper its figures that are others, and why; a draft that corrects it.
Not here: who may issue (`flows.desk.issuing`), how a figure is found (`proof`).

    then    the database now says otherwise of the paper's own instant: a look was declared, a decision recorded or revoked
            for before it, a rule changed. What was printed was wrong.
    since   as of its instant it holds, but a unit that had reported has amended its figures. What was printed is outdated.

That more units have reported since changes no paper: it told how things stood at its instant. Sums over units of which one has
amended its figures are told as they are now, with whoever has reported since.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import Literal, cast

from flows.desk.papers.figures.figure import Amount, Cell, Figure, Measure
from flows.desk.papers.proof import Asked
from flows.store.database import Connection
from flows.store.recorded.papers import IssuedFigure, IssuedPaper, issued
from flows.store.relations import COMPARING, rows_of
from schemas.campaign import Campaign

Why = Literal["then", "since"]
WHY_VI = {
    "then": "số liệu tại thời điểm của văn bản đã được xác định lại",
    "since": "đơn vị đã sửa, bổ sung báo cáo sau văn bản",
}
OF_FIGURES = frozenset({"figures_at", "gain_at", "submission_at", "ranking_at", "campaign_summary_at"})
COUNTING_UNITS = frozenset(
    {
        "units", "expected", "reported", "on_time", "late", "missing", "needs_fix", "unverified", "not_due", "unreadable",
        "exempt", "flagged", "reporting_rate", "on_time_rate", "branches_expected",
        "moved_by_before_date", "moved_by_through_date", "moved_by_through_date_roll",
    }
)  # fmt: skip
"""Columns that tell where units stand, not what their branches came to."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure as it was printed, and as it is to be read now."""

    printed: IssuedFigure
    now: Figure
    why: Why


@dataclass(frozen=True, slots=True)
class ChangedSentence:
    """A sentence, or the row of a table, as it was printed, and its figures that are others now."""

    words: str
    changes: tuple[Change, ...]

    @property
    def printed(self) -> str:
        """Its figures as they were printed."""
        return "; ".join(change.printed.shown for change in self.changes)

    @property
    def now(self) -> str:
        """The same as they are to be read now."""
        return "; ".join(change.now.shown for change in self.changes)

    @property
    def why_vi(self) -> str:
        """Each reason once."""
        return "; ".join(dict.fromkeys(WHY_VI[change.why] for change in self.changes))


@dataclass(frozen=True, slots=True)
class ChangedPaper:
    """An issued paper that no longer holds."""

    paper: IssuedPaper
    changes: tuple[Change, ...]

    @property
    def sentences(self) -> list[ChangedSentence]:
        """The changes by the sentence that they stand in, in the order of reading."""
        return [
            ChangedSentence(words, tuple(of))
            for words, of in groupby(self.changes, key=lambda change: change.printed.sentence)
        ]


def changed(connection: Connection, campaign: Campaign, now: datetime) -> list[ChangedPaper]:
    """Every issued paper of which some figure is another, the earliest issued first."""
    asked = Asked(connection)
    found = []
    for paper in issued(connection, campaign.code):
        amended = _amended(connection, campaign, paper.issue.as_of, now)
        changes = tuple(_changes(asked, campaign, paper, amended, now))
        if changes:
            found.append(ChangedPaper(paper, changes))
    return found


def _changes(
    asked: Asked, campaign: Campaign, paper: IssuedPaper, amended: set[str], now: datetime
) -> Iterator[Change]:
    """Once a unit has amended its figures all figures of branches are told as of now, so that what is told adds up."""
    is_amended = False
    found = []
    for printed in paper.figures:
        cell = _cell(campaign, printed)
        is_wrong = not _holds(printed, _figure(asked, cell, printed))
        today = replace(cell, as_of=now)
        is_outdated = _may_be_amended(cell, amended) and not _holds(printed, _figure(asked, today, printed))
        is_amended |= is_outdated
        if is_wrong or is_outdated:
            found.append((printed, cell, is_wrong))
    for printed, cell, is_wrong in found:
        at = replace(cell, as_of=now) if is_amended and _is_of_branches(cell) else cell
        figure = _figure(asked, at, printed)
        if not _holds(printed, figure):
            yield Change(printed, figure, "then" if is_wrong else "since")


def _holds(printed: IssuedFigure, now: Figure) -> bool:
    """Whether a figure is what was printed: a rate also where it differs only in digits that no paper prints."""
    is_rate = now.measure in ("percent", "share")
    return printed.is_still(now.value) or (is_rate and printed.shown == now.shown)


def _cell(campaign: Campaign, printed: IssuedFigure) -> Cell:
    key = tuple(printed.key.items())
    return Cell(printed.relation, printed.column_name, key, campaign.code, printed.as_of, printed.since)


def _figure(asked: Asked, cell: Cell, printed: IssuedFigure) -> Figure:
    measure = cast("Measure", printed.measure)
    return Figure(cell, cast("Amount", asked.value(cell)), measure, with_sign=cell.relation in COMPARING)


def _is_of_branches(cell: Cell) -> bool:
    """Whether a figure tells what branches came to, or a rank by that; and not where units stand."""
    return cell.relation in OF_FIGURES and cell.column not in COUNTING_UNITS


def _may_be_amended(cell: Cell, amended: set[str]) -> bool:
    """Whether a figure is of branches of a unit, or of units, of which one amended its own; a rank is of all units."""
    if not _is_of_branches(cell):
        return False
    key = dict(cell.key)
    of = key.get("unit_code") or key.get("scope_code")
    return bool(amended) if cell.relation == "ranking_at" or not of else of in amended


def _amended(connection: Connection, campaign: Campaign, then: datetime, now: datetime) -> set[str]:
    """Units that had figures then and have others now, and the kinds of these units; by their codes."""
    before, after = (_figures_of_units(connection, campaign, at) for at in (then, now))
    units = {code for code, figures in before.items() if figures[0] and after.get(code) != figures}
    standings = rows_of(connection, "unit_standing_at", campaign.code, now, None)
    return units | {row["unit_kind"] for row in standings if row["unit_code"] in units}


def _figures_of_units(
    connection: Connection, campaign: Campaign, at: datetime
) -> dict[str, tuple[object, ...]]:
    """What each unit's branches came to: their number first."""
    names = ("branches", "people", *campaign.form.stored_amounts)
    rows = rows_of(connection, "figures_at", campaign.code, at, None)
    units = (row for row in rows if row["scope"] == "unit")
    return {row["scope_code"]: tuple(row.get(name) for name in names) for row in units}
