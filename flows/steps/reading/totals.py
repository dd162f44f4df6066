"""Which rows sum up others, told by arithmetic where their labels do not say it.

Arrives: the counts of the rows below a heading, their kinds, and the rows that labels could not tell.
Leaves:  those rows settled: totals (set in the kinds), branches, or branches of which there is doubt.
Not here: what labels say (`labels`), the arithmetic itself (`sums`), whether a total is right (`flows.steps.checking`).

A total taken for a branch is a wrong figure that nobody sees. A row that is numbered and named as branches are is a
branch's. A row that is neither, and is no sum, is read as a branch's and shown; one that may be a sum by its figures
or its label is sent back with a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from flows.steps.reading import labels
from flows.steps.reading.body import Body
from flows.steps.reading.columns import Bools
from flows.steps.reading.sums import FEWEST_OUTWEIGHED, SMALLEST, Figures, Places, Sums
from schemas.unit_return import Kinds, RowKind

MUCH = 0.2
"""Of everything: no total holds less of it, if no more than four are among the rows."""


@dataclass(frozen=True, slots=True)
class Settled:
    apart: set[int] = field(default_factory=set)
    """Neither numbered nor named as the other rows are."""
    perhaps_totals: set[int] = field(default_factory=set)


def settle(figures: Figures, kinds: Kinds, doubtful: list[int], rows: Body) -> Settled:
    """Tell totals from branches among the doubtful rows, and find other rows that look like totals."""
    heads = {place for place in doubtful if _is_lettered(rows, place)}
    borders = heads | set(np.flatnonzero(np.isin(kinds, (RowKind.SECTION, RowKind.TOTAL))).tolist())
    open_places = _take_sums(figures, kinds, doubtful, heads, borders, rows)
    data, settled = kinds == RowKind.DATA, Settled()
    is_half_proved = data & rows.is_filled & (rows.is_branch ^ rows.is_numbered)
    half_proved = np.setdiff1d(np.flatnonzero(is_half_proved), doubtful)
    parents, ends = _parents(data, rows)
    if len(open_places) + len(half_proved) + len(parents) == 0:
        return settled
    base_of_several = _without(data, _heavy(figures, data, rows))
    beside_others = Sums(figures, base_of_several, borders, heads, SMALLEST)
    are_near = beside_others.repeat_the_rest(open_places)
    settled.perhaps_totals.update(half_proved[beside_others.repeat_the_rest(half_proved)].tolist())
    for left_out in (heads, ()) if heads else ((),):
        sums = Sums(figures, _without(data, left_out), borders, heads, SMALLEST)
        are_near |= sums.outweigh(open_places) | sums.repeat_the_rest(open_places)
        are_near |= sums.dominate(open_places, FEWEST_OUTWEIGHED) & ~rows.is_branch[open_places]
        settled.perhaps_totals.update(_half_proved_totals(sums, half_proved, rows))
    for place, is_near in zip(open_places.tolist(), are_near.tolist(), strict=True):
        _settle_branch(place, is_near, rows, settled)
    is_sum = sums.between(parents, parents + 1, ends)
    for place, end, equal in zip(parents.tolist(), ends.tolist(), is_sum.tolist(), strict=True):
        if equal or (end - place > 2 and labels.is_plain_section(labels.label(rows.names[place]))):
            settled.perhaps_totals.add(place)
    return settled


def _take_sums(
    figures: Figures, kinds: Kinds, doubtful: list[int], heads: set[int], borders: set[int], rows: Body
) -> Places:
    """Set the doubtful rows that are exact sums, or head sections, as totals; the places of the others are left."""
    places = np.array(doubtful, dtype=np.intp)
    for left_out in (doubtful, heads, ()) if doubtful else ():
        base = _without(kinds == RowKind.DATA, left_out)
        is_sum = Sums(figures, base, borders, heads, smallest=1).equal(places)
        if not left_out:
            is_sum |= np.array([_heads_a_section(rows, place) for place in places.tolist()], dtype=bool)
        kinds[places[is_sum]] = RowKind.TOTAL
        borders.update(places[is_sum].tolist())
        places = places[~is_sum]
    return places


def _heavy(figures: Figures, data: Bools, rows: Body) -> list[int]:
    """Rows that hold much of everything and are not plainly branches': where there are several totals, each is one."""
    values = figures.values * data[:, None]
    is_heavy = (values >= MUCH * np.maximum(values.sum(axis=0), SMALLEST)).any(axis=1)
    return [
        place
        for place in np.flatnonzero(is_heavy).tolist()
        if not rows.is_branch[place] or labels.is_scope(labels.label(rows.names[place]))
    ]


def _half_proved_totals(sums: Sums, places: Places, rows: Body) -> Iterator[int]:
    """Of rows that are numbered or named as branches are, but not both: those that may be totals all the same."""
    numbered = places[rows.is_numbered[places]]
    for place in numbered[sums.equal(numbered)].tolist():
        if labels.label(rows.names[place]):
            yield place
    yield from places[sums.repeat_the_rest(places)].tolist()
    for place in places[sums.dominate(places)].tolist():
        if labels.is_scope(labels.label(rows.names[place])):
            yield place


def _settle_branch(place: int, is_near: bool, rows: Body, settled: Settled) -> None:
    """A row that sums up nothing exactly: a branch's, or one of which there is doubt."""
    name = labels.label(rows.names[place])
    if not name:
        return
    fills_a_gap = _fills_a_gap(place, rows)
    is_branch = bool(rows.is_branch[place]) or fills_a_gap
    is_group = (
        rows.has_ordinals or _is_lettered(rows, place) or labels.is_section(name) or labels.is_scope(name)
    )
    if is_near or (is_group and not is_branch):
        settled.perhaps_totals.add(place)
    elif not fills_a_gap and (rows.has_ordinals or rows.are_named):
        settled.apart.add(place)


def _heads_a_section(rows: Body, place: int) -> bool:
    """Whether a row is numbered and labelled as a section: its figures are the section's, though they add up to no sum."""
    return _is_lettered(rows, place) and labels.is_plain_section(labels.label(rows.names[place]))


def _is_lettered(rows: Body, place: int) -> bool:
    """Whether a row is numbered as sections are: I, A, or 1 where the branches are 1.1 and 1.2."""
    name, ordinal = labels.label(rows.names[place]), labels.label(rows.ordinals[place])
    is_letter = any(map(labels.ROMAN_OR_LETTER.fullmatch, (ordinal, name)))
    return is_letter or bool(labels.NUMBER_OF_SECTION.match(name)) or bool(rows.is_numbered[place])


def _fills_a_gap(place: int, rows: Body) -> bool:
    """Whether the row lacks a number and the numbers around it leave out one: 3, none, 5."""
    if not rows.has_ordinals or rows.ordinals[place] not in (None, ""):
        return False
    before = next((n for n in _numbers(rows, range(place - 1, max(place - 9, -1), -1))), None)
    after = next((n for n in _numbers(rows, range(place + 1, min(place + 9, len(rows.ordinals))))), None)
    return before is not None and after is not None and after == before + 2


def _numbers(rows: Body, places: range) -> Iterator[int]:
    for place in places:
        digits = labels.label(rows.ordinals[place]).rstrip(".)/ ").removesuffix(".0")
        if digits.isdecimal():
            yield int(digits)


def _parents(data: Bools, rows: Body) -> tuple[Places, Places]:
    """Numbered rows with rows without a number right below them, and where those end."""
    is_child = data & ~rows.is_numbered & rows.is_filled
    parents = np.flatnonzero(data[:-1] & rows.is_numbered[:-1] & is_child[1:])
    others = np.concatenate([np.flatnonzero(~is_child), [len(data)]])
    return parents, others[np.searchsorted(others, parents, side="right")]


def _without(mask: Bools, places: Iterable[int]) -> Bools:
    less = mask.copy()
    less[list(places)] = False
    return less
