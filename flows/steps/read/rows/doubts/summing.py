"""Which rows are others together, exactly or nearly, so that they may be totals.

Arrives: the figures of the rows below a heading, and which rows may be no branch's.
Leaves:  the places of rows.
Not here: the arithmetic of many rows at once (`sums`), what follows (`verdicts`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flows.steps.read.rows.body import Body
from flows.steps.read.rows.doubts.appearance import Appearance
from flows.steps.read.rows.doubts.sums import FEWEST_OUTWEIGHED, Sums
from flows.steps.read.rows.figures import SMALLEST, Figures, Places
from flows.steps.read.words import labels
from schemas.typed_rows import Bools

MUCH = 0.2
"""Of everything: no total holds less of it, if no more than four are among the rows."""
FEWEST_SUMMED = 2
"""Of two rows, too, nothing is the sum in every column by chance."""
HALF = 0.45
"""Of everything: a total that is counted among its own rows holds about half."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """Rows that may be no branch's."""

    doubtful: Places
    """Labels could not tell them, or they are hidden."""
    half_proved: Places
    """Numbered as branches are, or named as they are, but not both."""
    parents: Places
    """Numbered, with rows without a number right below."""
    ends: Places
    """Where the rows below each parent end."""

    @classmethod
    def of(cls, rows: Body, is_data: Bools, doubtful: list[int]) -> Candidates:
        is_in_doubt = is_data & rows.is_hidden & rows.is_filled
        is_in_doubt[doubtful] = True
        is_half_proved = is_data & rows.is_filled & (rows.is_branch ^ rows.is_numbered)
        is_child = is_data & ~rows.is_numbered & rows.is_filled
        parents = np.flatnonzero(is_data[:-1] & rows.is_numbered[:-1] & is_child[1:])
        others = np.concatenate([np.flatnonzero(~is_child), [len(is_data)]])
        ends = others[np.searchsorted(others, parents, side="right")]
        half_proved = np.flatnonzero(is_half_proved & ~is_in_doubt)
        return cls(np.flatnonzero(is_in_doubt), half_proved, parents, ends)

    def __bool__(self) -> bool:
        return len(self.doubtful) + len(self.half_proved) + len(self.parents) > 0


def may_be_weighty(figures: Figures, is_data: Bools) -> bool:
    """Whether a branch's row holds about half of what all of them do, and any row at all of everything, totals included."""
    return _is_one_weighty(figures.values[is_data]) and _is_one_weighty(figures.values)


def _is_one_weighty(values: npt.NDArray[np.float64]) -> bool:
    largest = values.max(axis=0, initial=0)
    return bool((largest >= HALF * np.maximum(values.sum(axis=0), SMALLEST)).any())


class Summing:
    """Rows of one table that may sum up others."""

    def __init__(self, figures: Figures, appearance: Appearance, candidates: Candidates) -> None:
        self.figures, self.appearance, self.candidates = figures, appearance, candidates
        self.rows, self.heads = appearance.rows, appearance.heads
        self.wholes: set[int] = set()
        """Rows named as the whole unit whose every figure is that of all other rows together."""
        self.without_sums, self.borders = appearance.is_data.copy(), set(appearance.borders)
        self.exact = self._exact()

    def _exact(self) -> set[int]:
        """Doubtful rows that are the sum of the rows around them, the doubtful ones left out, then the heads, then none.

        What was found to be a sum is no part of the sums sought next. A section's row is its sum whatever it says.
        """
        exact: set[int] = set()
        places = self.candidates.doubtful
        for left_out in (places.tolist(), self.heads, ()) if len(places) else ():
            is_sum = self._sums(left_out, smallest=1).equal(places)
            if not left_out:
                is_sum |= np.array(list(map(self.appearance.heads_a_section, places.tolist())), dtype=bool)
            found = set(places[is_sum].tolist())
            self.without_sums[list(found)] = False
            self.borders |= found
            exact |= found
            places = places[~is_sum]
        return exact

    def nearly(self) -> set[int]:
        """Doubtful rows that are about as large as the rest, or in several columns equal to it."""
        places = np.setdiff1d(self.candidates.doubtful, list(self.exact)).astype(np.intp)
        if not len(places):
            return set()
        is_near = self._beside_others().repeat_the_rest(places)
        heads = self.heads | set(filter(self.appearance.is_group, places.tolist()))
        for left_out in (heads, ()) if heads else ((),):
            sums = Sums(
                self.figures, _without(self.without_sums, left_out), self.borders | heads, heads, SMALLEST
            )
            is_near |= sums.outweigh(places) | sums.repeat_the_rest(places) | sums.repeat_their_rows(places)
            is_near |= sums.dominate(places, FEWEST_OUTWEIGHED) & ~self.rows.is_branch[places]
        return set(places[is_near].tolist())

    def suspects(self) -> set[int]:
        """Rows that nothing else puts in doubt and that may sum up others all the same."""
        places = self.candidates.half_proved
        found = set(places[self._beside_others().repeat_the_rest(places)].tolist()) if len(places) else set()
        for left_out in (self.heads, ()) if self.heads else ((),):
            sums = self._sums(left_out)
            if len(places):
                found |= self._among_half_proved(sums)
        # the last of these sums is of all rows
        return (found | self._among_weighty(sums) | self._among_parents(sums)) - self.exact

    def _among_half_proved(self, sums: Sums) -> set[int]:
        places, name = self.candidates.half_proved, self.rows.name
        countable = places[self.rows.is_numbered[places]] if self.rows.has_ordinals else places
        found = set(filter(name, countable[sums.equal(countable)].tolist()))
        repeating = places[sums.repeat_the_rest(places)].tolist()
        self.wholes.update(p for p in repeating if labels.is_scope(name(p)) and sums.are_the_rest(p))
        return found.union(repeating, self._scopes(places[sums.dominate(places)]))

    def _among_weighty(self, sums: Sums) -> set[int]:
        """Of rows plainly a branch's that are about half of everything in some column: few can be."""
        places = np.setdiff1d(self._holding(HALF), self.candidates.doubtful, assume_unique=True)
        found = set(filter(sums.are_the_rest, places[sums.repeat_the_rest(places, FEWEST_SUMMED)].tolist()))
        return found | self._scopes(places[sums.dominate(places, FEWEST_OUTWEIGHED)])

    def _among_parents(self, sums: Sums) -> set[int]:
        """Of rows above others without a number: the sums of these, and those named as sections."""
        parents, ends = self.candidates.parents, self.candidates.ends
        if not len(parents):
            return set()
        is_sum = sums.between(parents, parents + 1, ends)
        is_long = ends - parents > 2
        sections = {p for p in parents[is_long].tolist() if labels.is_plain_section(self.rows.name(p))}
        return sections.union(parents[is_sum].tolist())

    def _scopes(self, places: Places) -> set[int]:
        return {place for place in places.tolist() if labels.is_scope(self.rows.name(place))}

    def _sums(self, left_out: Iterable[int], smallest: int = SMALLEST) -> Sums:
        base = _without(self.without_sums, left_out)
        return Sums(self.figures, base, self.borders, self.heads, smallest)

    def _beside_others(self) -> Sums:
        """Sums without the rows that hold much of everything: of several totals each is told from the others."""
        holding = self._holding(MUCH)
        return self._sums({*holding[~self.rows.is_branch[holding]].tolist(), *self._scopes(holding)})

    def _holding(self, share: float) -> Places:
        """Rows, no sums among them, that hold such a share of everything in some column."""
        values = self.figures.values * self.without_sums[:, None]
        is_large = (values >= share * np.maximum(values.sum(axis=0), SMALLEST)).any(axis=1)
        return np.flatnonzero(is_large)


def _without(mask: Bools, places: Iterable[int]) -> Bools:
    less = mask.copy()
    less[list(places)] = False
    return less
