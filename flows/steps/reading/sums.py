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
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from flows.steps.reading import labels
from flows.steps.reading.body import Body
from flows.steps.reading.columns import Bools, Values
from schemas.unit_return import Kinds, RowKind

Places = npt.NDArray[np.intp]

MOST = 0.6
"""A row at the end of a table that is about as large as all others together is hardly one of them.

About: the total may have a slip of the pen, and rows that it counts may be unreadable.
"""
SIDES: tuple[tuple[Literal["left", "right"], int], ...] = (("left", 0), ("right", 1))
"""Rows without people leave a running total as it is: both ends of such a stretch are tried."""
FEWEST_OUTWEIGHED = 3
SMALLEST = 20
"""Sums below this come about by chance."""


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
        columns = [values.typed.astype(float, copy=False) for values in counts.values()]
        table = np.column_stack(columns) if columns else np.empty((length, 0))
        return cls(np.nan_to_num(table), ~np.isnan(table))


def settle(figures: Figures, kinds: Kinds, doubtful: list[int], rows: Body) -> Settled:
    """Tell totals from branches among the doubtful rows, and find numbered rows that look like totals."""
    data = kinds == RowKind.DATA
    borders = set(np.flatnonzero(np.isin(kinds, (RowKind.SECTION, RowKind.TOTAL))).tolist())
    heads = {place for place in doubtful if _is_lettered(rows, place)}
    open_places = np.array(doubtful, dtype=np.intp)
    for left_out in (doubtful, heads, ()) if doubtful else ():
        sums = _Sums(figures, _without(data, left_out), borders | heads, heads, smallest=1)
        is_sum = sums.equal(open_places)
        for place in open_places[is_sum].tolist():
            kinds[place], data[place] = RowKind.TOTAL, False
            borders.add(place)
        open_places = open_places[~is_sum]
    settled = Settled()
    numbered = np.setdiff1d(np.flatnonzero(data & rows.is_filled & ~rows.is_branch), doubtful)
    parents, ends = _parents(data, rows)
    if len(open_places) + len(numbered) + len(parents) == 0:
        return settled
    sums = _Sums(figures, data, borders | heads, heads, SMALLEST)
    for place, is_large in zip(open_places.tolist(), sums.outweigh(open_places).tolist(), strict=True):
        _settle_branch(place, is_large, kinds, rows, settled)
    are_sums = numbered[sums.equal(numbered)].tolist()
    settled.perhaps_totals.update(place for place in are_sums if labels.label(rows.names[place]))
    is_sum = sums.between(parents, parents + 1, ends)
    for place, end, equal in zip(parents.tolist(), ends.tolist(), is_sum.tolist(), strict=True):
        if equal or (end - place > 2 and labels.is_plain_section(labels.label(rows.names[place]))):
            settled.perhaps_totals.add(place)
    return settled


def _settle_branch(place: int, is_near: bool, kinds: Kinds, rows: Body, settled: Settled) -> None:
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


class _Sums:
    """Sums of the branches' rows between any two places, from running totals, which never fall."""

    def __init__(
        self, figures: Figures, is_base: Bools, borders: set[int], heads: set[int], smallest: int
    ) -> None:
        nothing = np.zeros((1, figures.values.shape[1]))
        self.figures, self.smallest, self.end = figures, smallest, len(is_base)
        self.running = np.vstack([nothing, np.cumsum(figures.values * is_base[:, None], axis=0)])
        self.rows_before = np.concatenate([[0], np.cumsum(is_base)])
        self.borders, self.heads = (np.array(sorted(each), dtype=np.intp) for each in (borders, heads))

    def equal(self, places: Places) -> Bools:
        """Whether a row is the sum of several branches' rows right above it, or right below it."""
        is_sum = np.zeros(len(places), dtype=bool)
        fewest = np.where(np.isin(places, self.heads), 1, 2)
        largest = self.figures.values[places]
        for column, totals in enumerate(self.running.T):
            here = largest.argmax(axis=1) == column
            at, values = places[here], largest[here, column]
            for side, back in SIDES:
                starts = np.searchsorted(totals, totals[at] - values, side) - back
                ends = np.searchsorted(totals, totals[at + 1] + values, side) - back
                is_above = self.between(at, np.clip(starts, 0, at), at)
                is_below = self.between(at, at + 1, np.clip(ends, at + 1, self.end), fewest[here])
                is_sum[here] |= is_above | is_below
        return is_sum

    def outweigh(self, places: Places) -> Bools:
        """Whether a row at either end of the table, or at the head of a section, is about as large as the rest."""
        first, last = np.zeros_like(places), np.full_like(places, self.end)
        borders = np.concatenate([self.borders, [self.end]])
        upper = borders[np.searchsorted(self.borders, places, side="right")]
        is_last = self._count(places + 1, last) == 0
        is_head = (self._count(first, places) == 0) | np.isin(places, self.heads)
        outweighs: Bools = self._outweighs(places, first, places) & is_last
        outweighs |= self._outweighs(places, places + 1, upper) & is_head
        return outweighs

    def between(self, places: Places, starts: Places, ends: Places, fewest: int | Places = 2) -> Bools:
        """Whether the rows at `places` are the sums of several branches' rows from `starts` to before `ends`."""
        return self._all(places, self.figures.values[places] == self._sum(starts, ends), starts, ends, fewest)

    def _outweighs(self, places: Places, starts: Places, ends: Places) -> Bools:
        values, parts = self.figures.values[places], self._sum(starts, ends)
        is_about = (values >= MOST * parts) & (parts >= MOST * values)
        is_one_equal = ((values == parts) & (values >= self.smallest)).any(axis=1, keepdims=True)
        return self._all(places, is_about | is_one_equal, starts, ends, FEWEST_OUTWEIGHED)

    def _all(self, places: Places, holds: Bools, starts: Places, ends: Places, fewest: int | Places) -> Bools:
        """Whether something holds for every count given, of enough rows, and of figures that are not tiny."""
        is_large = self.figures.values[places].max(axis=1, initial=0) >= self.smallest
        for_all: Bools = (holds | ~self.figures.is_given[places]).all(axis=1) & is_large
        for_all &= self._count(starts, ends) >= fewest
        return for_all

    def _sum(self, starts: Places, ends: Places) -> Any:
        return self.running[ends] - self.running[starts]

    def _count(self, starts: Places, ends: Places) -> Any:
        return self.rows_before[ends] - self.rows_before[starts]
