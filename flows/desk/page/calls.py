"""Which three calls would raise coverage most: by what is known of each unit, and nothing guessed of the others.

Arrives: the facts of a page.
Leaves:  units, the most worth calling first, each with what its call may bring, in words.
Not here: who must do what (`flows.steps.publish.urgency`).

Branches that the roster expects and that have no figures yet come first, for of them nobody is counted at all; then the people
of whom the letter's first rate says that it has not reached them. Of a unit without figures, and whose branches the roster does
not know, it cannot be said what its call would bring: how many such units there are is told beside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flows.desk.page.facts import PageFacts
from flows.steps.publish.words import number, percent
from schemas.form.quantity import PEOPLE, PERSONS
from schemas.report import UnitStanding

CALLS = 3


@dataclass(frozen=True, slots=True)
class Call:
    """A unit to ring, and what that may bring."""

    unit: UnitStanding
    brings_vi: str


def calls(facts: PageFacts) -> list[Call]:
    """The three that would bring most."""
    found: dict[str, Call] = {}
    for each in (*_for_branches(facts), *_for_people(facts)):
        found.setdefault(each.unit.unit_code, each)
    return list(found.values())[:CALLS]


def unknown(facts: PageFacts) -> int:
    """How many units have no figures, and no number of branches in the roster."""
    return sum(not unit.branches_accepted and unit.branches_expected is None for unit in _owing(facts))


def _owing(facts: PageFacts) -> list[UnitStanding]:
    return [unit for unit in facts.standings if unit.standing != "exempt"]


def _for_branches(facts: PageFacts) -> Iterator[Call]:
    lacking = [
        (unit.branches_expected - unit.branches_accepted, unit)
        for unit in _owing(facts)
        if unit.branches_expected is not None and unit.branches_expected > unit.branches_accepted
    ]
    for count, unit in sorted(lacking, key=lambda each: -each[0]):
        expected = number(unit.branches_expected)
        yield Call(unit, f"còn {number(count)} trong {expected} CĐCS chưa có số liệu")


def _for_people(facts: PageFacts) -> Iterator[Call]:
    form = facts.campaign.form
    if not form.lead_rates:
        return
    rate = form.lead_rates[0]
    whole = sum(_of(each.quantities, f"{rate.name}_whole") for each in facts.coverage.values())
    left = [
        (_of(facts.coverage[unit.unit_code].quantities, f"{rate.name}_left"), unit)
        for unit in _owing(facts)
        if unit.unit_code in facts.coverage
    ]
    for count, unit in sorted(left, key=lambda each: -each[0]):
        if count > 0:
            points = percent(Decimal(100 * count) / whole)
            of = PERSONS if rate.whole == PEOPLE else form[rate.whole].unit
            left_out = f"còn {number(count)} {of} chưa có trong {form[rate.part].label}"
            yield Call(unit, f"{left_out}; nếu đạt hết, tỷ lệ chung tăng thêm {points}")


def _of(quantities: Any, name: str) -> int:
    return int(quantities.get(name) or 0)
