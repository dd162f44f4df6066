"""Which rows sum up others, told by arithmetic where their labels do not say it.

Arrives: the counts of the rows below a heading, their kinds, and the rows that labels could not tell.
Leaves:  those rows settled: totals (set in the kinds), branches, or branches of which there is doubt.
Not here: what labels say (`labels`), whether a total is right (`flows.steps.checking`).

A total taken for a branch is a wrong figure that nobody sees. So a row that may be either is read as a branch's
and marked: checking sends it back with a question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from flows.steps.reading import labels
from flows.steps.reading.columns import Values
from schemas.sheet import Cell
from schemas.unit_return import RowKind

Places = npt.NDArray[np.intp]
Bools = npt.NDArray[np.bool_]

NEARLY = 0.5
"""A row at the end of a table that is more than half of all others together is hardly one of them."""
SMALLEST = 20
"""Sums below this come about by chance."""


class Labelled(Protocol):
    """What `settle` asks of the rows: their labels, column by column."""

    names: list[Cell]
    ordinals: list[Cell]
    has_ordinals: bool
    is_numbered: Bools
    is_filled: Bools
    is_branch: Bools


@dataclass(frozen=True, slots=True)
class Settled:
    unnumbered: set[int] = field(default_factory=set)
    perhaps_totals: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of all rows, 0 where none could be read, and where one could."""

    values: npt.NDArray[np.float64]
    is_given: Bools

    @classmethod
    def of(cls, counts: dict[str, Values], length: int) -> Figures:
        columns = [values.values.astype(float) for values in counts.values()]
        table = np.column_stack(columns) if columns else np.empty((length, 0))
        return cls(np.nan_to_num(table), ~np.isnan(table))


def settle(figures: Figures, kinds: list[RowKind], doubtful: list[int], rows: Labelled) -> Settled:
    """Tell totals from branches among the doubtful rows, and find numbered rows that look like totals."""
    data = np.array([kind is RowKind.DATA for kind in kinds], dtype=bool)
    others = np.flatnonzero(~data).tolist()
    borders = {place for place in others if kinds[place] in (RowKind.SECTION, RowKind.TOTAL)}
    heads = {place for place in doubtful if _is_lettered(rows, place)}
    open_places = np.array(doubtful, dtype=np.intp)
    for left_out in (doubtful, heads, ()):
        sums = _Sums(figures, _without(data, left_out), borders | heads, heads, smallest=1)
        is_sum = sums.equal(open_places)
        for place in open_places[is_sum].tolist():
            kinds[place], data[place] = RowKind.TOTAL, False
            borders.add(place)
        open_places = open_places[~is_sum]
    settled = Settled()
    sums = _Sums(figures, data, borders | heads, heads, SMALLEST)
    for place, is_near in zip(open_places.tolist(), sums.outweigh(open_places).tolist(), strict=True):
        _settle_branch(place, is_near, kinds, rows, settled)
    settled.perhaps_totals.update(_numbered_sums(sums, data, rows, {*doubtful}))
    return settled


def _settle_branch(place: int, is_near: bool, kinds: list[RowKind], rows: Labelled, settled: Settled) -> None:
    """A row that sums up nothing exactly: a section's by its label, a branch's, or one of which there is doubt."""
    name = labels.label(rows.names[place])
    is_lettered = _is_lettered(rows, place)
    is_branch = bool(rows.is_branch[place]) or _fills_a_gap(place, rows)
    if not name:
        return
    if is_lettered and labels.is_plain_section(name):
        kinds[place] = RowKind.TOTAL
    elif is_near or not (is_branch or not (rows.has_ordinals or is_lettered or labels.is_section(name))):
        settled.perhaps_totals.add(place)
    elif rows.has_ordinals and not _fills_a_gap(place, rows):
        settled.unnumbered.add(place)


def _is_lettered(rows: Labelled, place: int) -> bool:
    """Whether a row is numbered as sections are: I, A, or 1 where the branches are 1.1 and 1.2."""
    name, ordinal = labels.label(rows.names[place]), labels.label(rows.ordinals[place])
    is_letter = labels.ROMAN_OR_LETTER.fullmatch(ordinal) or labels.NUMBER_OF_SECTION.match(name)
    return bool(is_letter) or bool(rows.is_numbered[place])


def _fills_a_gap(place: int, rows: Labelled) -> bool:
    """Whether the row lacks a number and the numbers around it leave out one: 3, none, 5."""
    if rows.ordinals[place] not in (None, ""):
        return False
    before = next((n for n in _numbers(rows, range(place - 1, max(place - 9, -1), -1))), None)
    after = next((n for n in _numbers(rows, range(place + 1, min(place + 9, len(rows.ordinals))))), None)
    return before is not None and after is not None and after == before + 2


def _numbers(rows: Labelled, places: range) -> Iterator[int]:
    for place in places:
        digits = labels.label(rows.ordinals[place]).rstrip(".)/ ").removesuffix(".0")
        if digits.isdecimal():
            yield int(digits)


def _numbered_sums(sums: _Sums, data: Bools, rows: Labelled, doubtful: set[int]) -> Iterator[int]:
    """Branches' rows by their number that sum up others and are not named as branches are."""
    places = np.flatnonzero(data & rows.is_filled & ~rows.is_branch)
    for place in places[sums.equal(places)].tolist():
        if place not in doubtful and labels.label(rows.names[place]):
            yield place
    if rows.has_ordinals and len(data):
        yield from _parents(sums, data, rows)


def _parents(sums: _Sums, data: Bools, rows: Labelled) -> Iterator[int]:
    """Numbered rows whose figures are those of the rows without a number right below them."""
    is_child = data & ~rows.is_numbered & rows.is_filled
    parents = np.flatnonzero(data[:-1] & rows.is_numbered[:-1] & is_child[1:])
    others = np.concatenate([np.flatnonzero(~is_child), [len(data)]])
    ends = others[np.searchsorted(others, parents, side="right")]
    is_sum = sums.between(parents, parents + 1, ends)
    for place, end, equal in zip(parents.tolist(), ends.tolist(), is_sum.tolist(), strict=True):
        if equal or (end - place > 2 and labels.is_plain_section(labels.label(rows.names[place]))):
            yield place


def _without(mask: Bools, places: Iterable[int]) -> Bools:
    less = mask.copy()
    less[list(places)] = False
    return less


class _Sums:
    """Sums of the branches' rows between any two places, from running totals, which never fall."""

    def __init__(self, figures: Figures, is_base: Bools, borders: set[int], heads: set[int], smallest: int) -> None:
        nothing = np.zeros((1, figures.values.shape[1]))
        self.figures, self.smallest, self.end = figures, smallest, len(is_base)
        self.running = np.vstack([nothing, np.cumsum(figures.values * is_base[:, None], axis=0)])
        self.rows_before = np.concatenate([[0], np.cumsum(is_base)])
        self.borders, self.heads = (np.array(sorted(each), dtype=np.intp) for each in (borders, heads))

    def equal(self, places: Places) -> Bools:
        """Whether a row is the sum of several branches' rows right above it, or right below it."""
        is_sum = np.zeros(len(places), dtype=bool)
        fewest = np.where(np.isin(places, self.heads), 1, 2)
        for column in range(self.running.shape[1]):
            largest = self.figures.values[places].argmax(axis=1) == column
            at, values = places[largest], self.figures.values[places[largest], column]
            totals = self.running[:, column]
            for side, back in (("left", 0), ("right", 1)):
                starts = np.clip(np.searchsorted(totals, totals[at] - values, side) - back, 0, at)
                ends = np.clip(np.searchsorted(totals, totals[at + 1] + values, side) - back, at + 1, self.end)
                is_sum[largest] |= self.between(at, starts, at) | self.between(at, at + 1, ends, fewest[largest])
        return is_sum

    def outweigh(self, places: Places) -> Bools:
        """Whether a row at either end of the table, or at the head of a section, is larger than half of the rest."""
        first, last = np.zeros_like(places), np.full_like(places, self.end)
        borders = np.concatenate([self.borders, [self.end]])
        upper = borders[np.searchsorted(self.borders, places, side="right")]
        is_last = self._count(places + 1, last) == 0
        is_head = (self._count(first, places) == 0) | np.isin(places, self.heads)
        return (self._outweighs(places, first, places) & is_last) | (
            self._outweighs(places, places + 1, upper) & is_head
        )

    def _outweighs(self, places: Places, starts: Places, ends: Places) -> Bools:
        values, is_given = self.figures.values[places], self.figures.is_given[places]
        parts = self.running[ends] - self.running[starts]
        is_large = values.max(axis=1, initial=0) >= self.smallest
        return ((values >= NEARLY * parts) | ~is_given).all(axis=1) & (self._count(starts, ends) > 2) & is_large

    def between(self, places: Places, starts: Places, ends: Places, fewest: int | Places = 2) -> Bools:
        """Whether the rows at `places` are the sums of several branches' rows from `starts` to before `ends`."""
        values, is_given = self.figures.values[places], self.figures.is_given[places]
        sums = self.running[ends] - self.running[starts]
        is_same = (values == sums) | ~is_given
        is_large = values.max(axis=1, initial=0) >= self.smallest
        return is_same.all(axis=1) & (self._count(starts, ends) >= fewest) & is_large

    def _count(self, starts: Places, ends: Places) -> Places:
        return self.rows_before[ends] - self.rows_before[starts]
