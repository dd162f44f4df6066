"""Sums over the rows of a table: which rows are as large as others together.

Arrives: the counts of the rows below a heading, and which of these rows are branches'.
Leaves:  answers for any rows at once.
Not here: what a row is that sums up others, or seems to (`settling`).
"""

from __future__ import annotations

from typing import Any, Literal

import numpy as np

from flows.steps.read.rows.figures import Figures, Places
from schemas.typed_rows import Bools

MOST = 0.6
"""A row at the end of a table that is about as large as all others together is hardly one of them.

About: the total may have a slip of the pen, and rows that it counts may be unreadable.
"""
SIDES: tuple[tuple[Literal["left", "right"], int], ...] = (("left", 0), ("right", 1))
"""Rows without people leave a running total as it is: both ends of such a stretch are tried."""
DOMINANT = 0.9
"""As large as all others together, but for a slip of the pen."""
FEWEST_OUTWEIGHED = 3
SEVERAL = 2
"""Columns in which a row is the sum of all others hardly by chance, though it is not in the rest of them."""


class Sums:
    """Sums of the branches' rows between any two places, from running totals, which never fall."""

    def __init__(
        self, figures: Figures, is_base: Bools, borders: set[int], heads: set[int], smallest: int
    ) -> None:
        nothing = np.zeros((1, figures.values.shape[1]))
        self.figures, self.is_base, self.smallest, self.end = figures, is_base, smallest, len(is_base)
        self.running = np.vstack([nothing, np.cumsum(figures.values * is_base[:, None], axis=0)])
        self.rows_before = np.concatenate([[0], np.cumsum(is_base)])
        self.borders, self.heads = (np.array(sorted(each), dtype=np.intp) for each in (borders, heads))

    def equal(self, places: Places) -> Bools:
        """Whether a row is the sum of several branches' rows right above it, or right below it."""
        is_sum = np.zeros(len(places), dtype=bool)
        fewest = np.where(np.isin(places, self.heads), 1, 2)
        largest = self.figures.values[places]
        of_largest = largest.argmax(axis=1)
        for column, totals in enumerate(self.running.T):
            here = np.flatnonzero(of_largest == column)
            if not len(here):
                continue
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
        upper = self._ends_of_sections(places)
        is_last = self._count(places + 1, last) == 0
        is_head = (self._count(first, places) == 0) | np.isin(places, self.heads)
        outweighs: Bools = self._outweighs(places, first, places) & is_last
        outweighs |= self._outweighs(places, places + 1, upper) & is_head
        return outweighs

    def repeat_their_rows(self, places: Places) -> Bools:
        """Whether a row is in several columns the sum of the rows below it, up to the next border: a section's, with a slip."""
        ends = self._ends_of_sections(places)
        values = self.figures.values[places]
        is_equal = (values == self._sum(places + 1, ends)) & (values >= self.smallest)
        repeats: Bools = (is_equal.sum(axis=1) >= SEVERAL) & (self._count(places + 1, ends) >= SEVERAL)
        return repeats

    def _ends_of_sections(self, places: Places) -> Places:
        """The next border below each row."""
        borders = np.concatenate([self.borders, [self.end]])
        return borders[np.searchsorted(self.borders, places, side="right")]

    def repeat_the_rest(self, places: Places, fewest: int = FEWEST_OUTWEIGHED) -> Bools:
        """Whether a row is the sum of all branches' rows but itself, of which there are enough, in several columns.

        Where a cell of another row is unreadable, or the total has a slip, the other columns still tell.
        """
        values, rest = self.figures.values[places], self._rest(places)
        is_equal = (values == rest) & (values >= self.smallest)
        repeats: Bools = is_equal.sum(axis=1) >= SEVERAL
        repeats &= self.rows_before[-1] > fewest
        return repeats

    def are_the_rest(self, place: int) -> bool:
        """Whether every figure of a row is that of all branches' rows but itself together."""
        columns = self.figures.is_given[place]
        at = np.array([place])
        return bool(columns.any() and (self.figures.values[at] == self._rest(at))[0][columns].all())

    def dominate(self, places: Places, fewest: int = 2) -> Bools:
        """Whether a row's largest count is as large as that of all other branches together, of which there are enough."""
        values, rest = self.figures.values[places], self._rest(places)
        largest = values.argmax(axis=1)[:, None]
        value, others = (np.take_along_axis(each, largest, axis=1)[:, 0] for each in (values, rest))
        dominates: Bools = (value >= DOMINANT * others) & (value >= self.smallest)
        return dominates & bool(self.rows_before[-1] > fewest)

    def _rest(self, places: Places) -> Any:
        return self.running[-1] - self.figures.values[places] * self.is_base[places, None]

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
