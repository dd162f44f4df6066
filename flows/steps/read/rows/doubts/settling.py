"""What becomes of each row that is not plainly a branch's: a sum, a branch that is shown, or a question.

Arrives: the figures of the rows of a table, their kinds, and the rows that labels could not tell.
Leaves:  those rows settled by `verdicts.decide`: sums (set in the kinds), branches shown, branches asked about.
Not here: how the evidence is found (`appearance`, `summing`, `grand_total`), what it means (`verdicts`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from flows.steps.read.rows.body import Body
from flows.steps.read.rows.doubts import grand_total
from flows.steps.read.rows.doubts.appearance import Appearance
from flows.steps.read.rows.doubts.summing import Candidates, Summing, may_be_weighty
from flows.steps.read.rows.doubts.verdicts import Evidence, Sums, Verdict, decide
from flows.steps.read.rows.figures import Figures
from flows.steps.read.words import labels
from schemas.unit_return.row_kind import Kinds, RowKind, are_of

MOST_ASKED = 200
"""A return with more questions than this is not answered row by row."""


@dataclass(frozen=True, slots=True)
class Settlement:
    apart: set[int] = field(default_factory=set)
    """Branches that are neither numbered nor named as the other rows are."""
    questions: set[int] = field(default_factory=set)
    sums: set[int] = field(default_factory=set)
    """Rows told by their figures alone to sum up others: neither a total's label nor a section's says it."""
    summands: dict[int, list[int]] = field(default_factory=dict)
    """Of rows asked about: those right beside that they are the sum of, which are parts should they be branches."""


def settle(figures: Figures, kinds: Kinds, doubtful: list[int], rows: Body) -> Settlement:
    """Set sums in the kinds; say which rows are shown, and which are asked about."""
    is_data = kinds == RowKind.DATA
    candidates = Candidates.of(rows, is_data, doubtful)
    if not (candidates or may_be_weighty(figures, is_data)):
        return Settlement()
    heads = {place for place in doubtful if _is_numbered_as_sections(place, rows)}
    borders = np.flatnonzero(are_of(kinds, RowKind.SECTION, RowKind.TOTAL)).tolist()
    appearance = Appearance(rows, is_data, heads, heads.union(borders))
    summing = Summing(figures, appearance, candidates)
    nearly, suspects = summing.nearly(), summing.suspects()
    places = candidates.doubtful.tolist()
    totals = np.flatnonzero((kinds == RowKind.TOTAL) & rows.is_valued)
    of_total = grand_total.answers(figures, is_data, totals, [*places, *sorted(suspects)])
    settlement = Settlement()
    for place in places:
        sums: Sums = "exactly" if place in summing.exact else "nearly" if place in nearly else "no"
        _settle_row(
            place,
            Evidence(
                number=appearance.number(place),
                name=appearance.name(place),
                sums=sums,
                total=of_total.get(place, "does not tell"),
                is_hidden=bool(rows.is_hidden[place]),
                are_named=rows.are_named,
                is_of_recap=place in rows.of_recap,
            ),
            kinds,
            settlement,
        )
    wholes = {place for place in suspects & summing.wholes if not rows.is_numbered[place]}
    kinds[list(wholes)] = RowKind.TOTAL
    settlement.sums.update(wholes)
    settlement.questions.update(place for place in suspects - wholes if of_total.get(place) != "counts it")
    _add_summands(settlement, figures, kinds)
    return settlement


def _settle_row(place: int, evidence: Evidence, kinds: Kinds, settlement: Settlement) -> None:
    match decide(evidence):
        case Verdict.SUM:
            kinds[place] = RowKind.TOTAL
            if evidence.name not in ("none", "kind", "group") and evidence.number != "letter":
                settlement.sums.add(place)
        case Verdict.ASK:
            settlement.questions.add(place)
        case Verdict.APART:
            settlement.apart.add(place)


def _add_summands(settlement: Settlement, figures: Figures, kinds: Kinds) -> None:
    is_data = kinds == RowKind.DATA
    for place in sorted(settlement.questions)[:MOST_ASKED]:
        if run := figures.summands(place, is_data):
            settlement.summands[place] = run


def _is_numbered_as_sections(place: int, rows: Body) -> bool:
    """Whether a row is numbered or called I or A, or is 1 where the branches are 1.1 and 1.2."""
    is_called = labels.ROMAN_OR_LETTER.fullmatch(rows.name(place)) is not None
    return rows.is_lettered(place) or is_called or bool(rows.is_numbered[place])
