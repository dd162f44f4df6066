"""An edition: the roster as it was said from an instant on. What a file says otherwise than the last one, in words.

Arrives: what the last edition says of each unit, and a roster as its file says now.
Leaves:  a `Difference` for each unit of which they say something else.
Not here: who takes an edition and when (`flows.desk.editions`). Where a unit's sheet is, whom to write to and how else
         it is called are no matter of an edition: they hold as soon as the file says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

from schemas.roster import Roster, Unit
from schemas.vietnamese.writing import day

Way = Literal["added", "removed", "changed"]
WAY_VI: dict[Way, str] = {"added": "thêm", "removed": "bớt", "changed": "đổi"}


@dataclass(frozen=True, slots=True)
class SaidUnit:
    """What the last edition says of a unit; `owes`: whether it owes a return as of what was asked."""

    unit_code: str
    unit_name: str
    unit_kind: str
    is_active: bool
    position: int
    branches_expected: int | None
    joined_on: date | None
    left_on: date | None
    successor_of: str
    owes: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """What the file says otherwise of one unit; each of `what` is a Vietnamese phrase."""

    unit_code: str
    unit_name: str
    way: Way
    what: tuple[str, ...]


def differences(said: Sequence[SaidUnit], says: Roster) -> tuple[Difference, ...]:
    """Unit by unit: first as the file goes, then those that it names no more. A unit's number in the order is told only
    where it went past another.
    """
    known = {each.unit_code: each for each in said}
    moved = _moved([each.unit_code for each in said], [unit.code for unit in says.units])
    found = [_of(known.get(unit.code), unit, is_moved=unit.code in moved) for unit in says.units]
    named = {unit.code for unit in says.units}
    gone = [
        Difference(each.unit_code, each.unit_name, "removed", ("không còn trong danh sách",))
        for each in said
        if each.is_active and each.unit_code not in named
    ]
    return (*(each for each in found if each.what), *gone)


def in_short(found: Sequence[Difference]) -> str:
    """How many of each: "thêm 1, đổi 2 đơn vị"; "" for none."""
    counts = {way: sum(each.way == way for each in found) for way in WAY_VI}
    told = ", ".join(f"{WAY_VI[way]} {count}" for way, count in counts.items() if count)
    return f"{told} đơn vị" if told else ""


def _of(said: SaidUnit | None, says: Unit, *, is_moved: bool) -> Difference:
    if said is None:
        first = "mới, phải báo cáo" if says.is_active else "mới, không phải báo cáo"
        return Difference(says.code, says.name, "added", (first, *_days(None, None, says)))
    way: Way = "changed"
    if said.is_active != says.is_active:
        way = "added" if says.is_active else "removed"
    return Difference(says.code, says.name, way, tuple(_phrases(said, says, is_moved=is_moved)))


def _phrases(said: SaidUnit, says: Unit, *, is_moved: bool) -> Iterator[str]:
    if said.is_active != says.is_active:
        yield "nay phải báo cáo" if says.is_active else "thôi phải báo cáo"
    if said.unit_name != says.name:
        yield f"tên «{said.unit_name}» → «{says.name}»"
    if said.unit_kind != says.kind:
        yield f"loại {said.unit_kind} → {says.kind}"
    if said.branches_expected != says.branches_expected:
        yield f"số CĐCS phải có {_count(said.branches_expected)} → {_count(says.branches_expected)}"
    yield from _days(said.joined_on, said.left_on, says)
    if said.successor_of != "|".join(says.successor_of):
        yield f"kế thừa {', '.join(says.successor_of) or 'không đơn vị nào'}"
    if is_moved:
        yield "đổi chỗ trong danh sách"


def _days(joined_on: date | None, left_on: date | None, says: Unit) -> Iterator[str]:
    if joined_on != says.joined_on:
        yield f"phải báo cáo từ {_day(says.joined_on) or 'đầu đợt'}"
    if left_on != says.left_on:
        yield f"thôi phải báo cáo từ {_day(says.left_on)}" if says.left_on else "phải báo cáo đến cuối đợt"


def _moved(before: Sequence[str], after: Sequence[str]) -> set[str]:
    """The codes of both that the fewest moves bring into the new order."""
    place = {code: n for n, code in enumerate(before)}
    common = [code for code in after if code in place]
    if all(place[first] < place[second] for first, second in pairwise(common)):
        return set()
    stay: list[list[str]] = []
    for code in common:
        # those that stay in order, of each length the ones that end earliest
        at = next((n for n, each in enumerate(stay) if place[each[-1]] > place[code]), len(stay))
        stay[at : at + 1] = [[*(stay[at - 1] if at else ()), code]]
    return set(common) - set(stay[-1])


def _count(value: int | None) -> str:
    return "chưa nêu" if value is None else str(value)


def _day(value: date | None) -> str:
    return day(value) if value else ""
