"""The rows below something that may end a table, and what tells whether they belong to it.

Arrives: the rows below a heading, their figures, and their kinds as far as labels tell them.
Leaves:  `Outline`, the shape of the whole, and `Block`, the rows between one mark and the next.
Not here: what marks there are and what follows from them (`ends`).
"""

from __future__ import annotations

from functools import cached_property

import numpy as np

from flows.steps.read.rows.body import Body
from flows.steps.read.rows.figures import Figures, Places
from flows.steps.read.words import branch_kinds, comparisons, labels, titles
from schemas.unit_return.row_kind import Kinds, RowKind, are_of

BORDERS = (RowKind.TOTAL, RowKind.SECTION, RowKind.NOTE)


class Outline:
    """Which rows of a table are a branch's, as far as can be told, and which are borders between them."""

    def __init__(self, rows: Body, figures: Figures, kinds: Kinds, doubtful: list[int]) -> None:
        self.rows, self.figures, self.kinds = rows, figures, kinds
        self.heads = [place for place in doubtful if rows.is_lettered(place)]
        """Rows with figures that are numbered as sections are."""
        nameless = [place for place in doubtful if not rows.name(place)]
        self.is_data = kinds == RowKind.DATA
        self.is_data[self.heads + nameless] = False
        self.is_row = self.is_data & rows.is_filled
        proper = rows.is_numbered if rows.is_counting else rows.is_branch if rows.are_named else True
        self.is_proper = self.is_row & proper
        """Rows numbered as most are, or named as most are where no row is numbered."""
        self.totals = np.flatnonzero((kinds == RowKind.TOTAL) & rows.is_valued)
        self.is_border = are_of(kinds, *BORDERS)
        self.is_border[self.heads] = True

    @cached_property
    def first_places(self) -> dict[str, int]:
        """Where each branch is met first."""
        places = np.flatnonzero(self.is_proper).tolist()[::-1]
        return {key: place for place in places if (key := self.rows.keys[place])}

    def label(self, place: int) -> str:
        """The first text of a row."""
        texts = (labels.label(cell) for cell in self.rows.rows[place] if type(cell) is str)
        return next(filter(None, texts), "")

    def block(self, start: int) -> Block | None:
        """The rows from a mark to the next border after some rows; None where there are none."""
        is_data = self.is_data[start:]
        if not is_data.any():
            return None
        is_row = self.is_row[start:]
        first = start + int((is_row if is_row.any() else is_data).argmax())
        borders = self.is_border[first:]
        end = first + int(borders.argmax()) if borders.any() else len(self.rows)
        return Block(self, start, first, first + np.flatnonzero(self.is_data[first:end]))


class Block:
    """Rows after a mark at `start`, and how they stand to those before it."""

    def __init__(self, outline: Outline, start: int, first: int, places: Places) -> None:
        self.outline, self.start, self.first, self.places = outline, start, first, places
        self.rows, self.figures = outline.rows, outline.figures

    @cached_property
    def before(self) -> Places:
        """The branches' rows before the mark."""
        return np.flatnonzero(self.outline.is_proper[: self.start])

    @cached_property
    def is_headed(self) -> bool:
        """A section begins between the mark and the rows: by its number, or named as a section where others were before."""
        kinds, heads = self.outline.kinds, self.outline.heads
        has_earlier = bool((kinds[: self.start] == RowKind.SECTION).any())
        for place in range(self.start, self.first):
            name = self.rows.name(place)
            is_section = kinds[place] == RowKind.SECTION and not comparisons.is_other_matter(
                name, self.rows.form
            )
            is_named = has_earlier and labels.is_section(name)
            if place in heads or (is_section and (is_named or self.rows.is_lettered(place))):
                return True
        return False

    @cached_property
    def is_repeat(self) -> bool:
        """Its branches were met before."""
        keys = [key for key in self.rows.keys[self.places].tolist() if key]
        known = sum(self.is_known(key) for key in keys)
        return bool(keys) and known * 2 > len(keys)

    def is_known(self, key: str | None) -> bool:
        """Whether a branch was met before the mark."""
        return key is not None and self.outline.first_places.get(key, self.start) < self.start

    @cached_property
    def contradicts(self) -> bool:
        """Its branches were met before with other figures, and no title says that these are of another time or of some people."""
        if not self.is_repeat or any(map(self._tells_why, range(self.start, self.first))):
            return False
        firsts = (
            (place, self.outline.first_places.get(self.rows.keys[place])) for place in self.places.tolist()
        )
        return any(first is not None and not self.figures.are_alike(first, place) for place, first in firsts)

    def _tells_why(self, place: int) -> bool:
        """Whether a title says why figures differ: "Tuần trước", "Trong đó nữ"; "Ngày 27/8" and "Tuần này" do not."""
        title, form = self.outline.label(place), self.rows.form
        if comparisons.is_other_matter(title, form):
            return True
        is_of_some = comparisons.is_comparison(title, form)
        return is_of_some and not (titles.is_of_a_time(title) or titles.is_current(title))

    @cached_property
    def is_recap(self) -> bool:
        """Together its rows are what all rows before are."""
        return self.figures.are_equal(self.before, self.places)

    @cached_property
    def are_kinds(self) -> bool:
        """Its rows are named as kinds of branches, and those before are not."""
        return self._name_kinds(self.places) and not self._name_kinds(self.before)

    def _name_kinds(self, places: Places) -> bool:
        names = [self.rows.name(place) for place in places.tolist()]
        of_kinds = sum(
            branch_kinds.is_kind(n) or labels.is_plain_section(n) or labels.is_scope(n) for n in names
        )
        return of_kinds * 2 > len(names)

    @cached_property
    def continues(self) -> bool:
        """Its first number follows the last one before."""
        number = self.rows.number(self.first) if self.rows.has_ordinals else None
        numbers = (self.rows.number(place) for place in reversed(self.before.tolist()))
        last = next((each for each in numbers if each is not None), None)
        return number is not None and last is not None and number == last + 1

    @cached_property
    def is_proven(self) -> bool:
        """A total counts these rows together with those before: a later one, or the one above them."""
        before = np.flatnonzero(self.outline.is_row[: self.start])
        if self.start in self.outline.totals and self.figures.are_sum(
            self.start, np.concatenate([before, self.places])
        ):
            return True
        is_row = self.outline.is_row
        return any(self.figures.are_sum(total, np.flatnonzero(is_row[:total])) for total in self._later)

    @cached_property
    def _later(self) -> list[int]:
        totals: list[int] = self.outline.totals[self.outline.totals > self.places[-1]].tolist()
        return totals

    @cached_property
    def is_summed(self) -> bool:
        """The next total is that of these rows alone."""
        return (
            len(self.places) > 1 and bool(self._later) and self.figures.are_sum(self._later[0], self.places)
        )

    @cached_property
    def is_after_all(self) -> bool:
        """The mark is a total of all rows before it."""
        before = np.flatnonzero(self.outline.is_row[: self.start])
        return bool(self.rows.is_valued[self.start]) and self.figures.are_sum(self.start, before)

    @cached_property
    def is_after_border(self) -> bool:
        """Another total, or a section's heading, stands before the mark."""
        kinds = self.outline.kinds[: self.start]
        return bool(are_of(kinds, RowKind.SECTION, RowKind.TOTAL).any())

    @cached_property
    def is_titled(self) -> bool:
        """A text stands between the mark and the rows that is no heading."""
        kinds = self.outline.kinds[self.start + 1 : self.first]
        return bool(are_of(kinds, RowKind.SECTION, RowKind.NOTE).any())

    @cached_property
    def is_on_new_page(self) -> bool:
        """The heading is repeated below the mark."""
        return bool((self.outline.kinds[self.start : self.first] == RowKind.HEADING).any())
