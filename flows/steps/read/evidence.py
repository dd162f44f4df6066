"""The evidence of each row that is not plainly a branch's: what it is the sum of, and what the grand total says.

Arrives: the figures of the rows of a table, their kinds, and the rows that labels could not tell.
Leaves:  those rows settled by `verdicts.decide`: sums (set in the kinds), branches shown, branches asked about.
Not here: what labels say (`labels`), the arithmetic itself (`sums`), what the evidence means (`verdicts`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from flows.steps.read import asides, labels
from flows.steps.read.body import Body
from flows.steps.read.columns import Bools
from flows.steps.read.sums import (
    FEWEST_OUTWEIGHED,
    HALF,
    MOST_ASKED,
    MOST_UNCERTAIN,
    MUCH,
    SMALLEST,
    Figures,
    Places,
    Sums,
)
from flows.steps.read.verdicts import Evidence, Name, Number, Total, Verdict, decide
from flows.steps.read.verdicts import Sums as SumOf
from schemas.unit_return import Kinds, RowKind


@dataclass(frozen=True, slots=True)
class Settled:
    apart: set[int] = field(default_factory=set)
    """Branches that are neither numbered nor named as the other rows are."""
    asked: set[int] = field(default_factory=set)
    sums: set[int] = field(default_factory=set)
    """Rows told by their figures alone to sum up others: neither a total's label nor a section's says it."""
    summands: dict[int, list[int]] = field(default_factory=dict)
    """Of rows asked about: those right beside that they are the sum of, which are parts should they be branches."""


class Doubts:
    """The doubtful rows of one table, and what can be known of them."""

    def __init__(self, figures: Figures, kinds: Kinds, doubtful: list[int], rows: Body) -> None:
        self.figures, self.kinds, self.rows = figures, kinds, rows
        self.heads = {place for place in doubtful if self._is_lettered(place)}
        borders = np.flatnonzero(np.isin(kinds, (RowKind.SECTION, RowKind.TOTAL))).tolist()
        self.borders = self.heads | set(borders)
        self.data = kinds == RowKind.DATA
        hidden = np.flatnonzero(self.data & rows.is_hidden & rows.is_filled)
        self.doubtful = np.union1d(np.array(doubtful, dtype=np.intp), hidden)
        is_half_proved = self.data & rows.is_filled & (rows.is_branch ^ rows.is_numbered)
        self.half_proved = np.setdiff1d(np.flatnonzero(is_half_proved), self.doubtful)
        self.parents, self.ends = self._parents()
        self.wholes: set[int] = set()
        """Rows named as the whole unit whose every figure is that of all other rows together."""

    def settle(self) -> Settled:
        """Set sums in the kinds; say which rows are shown, and which are asked about."""
        settled = Settled()
        if len(self.doubtful) + len(self.half_proved) + len(self.parents) == 0 and not self._may_be_weighty():
            return settled
        exact = self._exact()
        nearly = self._nearly(exact)
        suspects = self._suspects(exact)
        total = self._told_by_total([*self.doubtful.tolist(), *sorted(suspects)])
        for place in self.doubtful.tolist():
            evidence = self._evidence(
                place, place in exact, place in nearly, total.get(place, "does not tell")
            )
            match decide(evidence):
                case Verdict.SUM:
                    self.kinds[place] = RowKind.TOTAL
                    if evidence.name not in ("none", "kind", "group") and evidence.number != "letter":
                        settled.sums.add(place)
                case Verdict.ASK:
                    settled.asked.add(place)
                case Verdict.APART:
                    settled.apart.add(place)
        for place in suspects:
            if place in self.wholes and not self.rows.is_numbered[place]:
                self.kinds[place] = RowKind.TOTAL
                settled.sums.add(place)
            elif total.get(place) != "counts it":
                settled.asked.add(place)
        data = self.kinds == RowKind.DATA
        beside = {place: self.figures.summands(place, data) for place in sorted(settled.asked)[:MOST_ASKED]}
        settled.summands.update({place: run for place, run in beside.items() if run})
        return settled

    def _evidence(self, place: int, is_exact: bool, is_near: bool, total: Total) -> Evidence:
        sums: SumOf = "exactly" if is_exact else "nearly" if is_near else "no"
        return Evidence(
            number=self._number(place),
            name=self._name(place),
            sums=sums,
            total=total,
            is_hidden=bool(self.rows.is_hidden[place]),
            are_named=self.rows.are_named,
        )

    def _number(self, place: int) -> Number:
        if place in self.heads:
            return "letter"
        if not self.rows.has_ordinals:
            return "no column"
        if self._fills_a_gap(place):
            return "gap"
        return "in order" if self.rows.is_numbered[place] else "none"

    def _name(self, place: int) -> Name:
        text = labels.NUMBER_OF_SECTION.sub("", self.rows.name(place))
        if not text:
            return "none"
        is_group = labels.is_plain_section(text)
        if labels.is_scope(text) and not is_group:
            return "whole"
        if self.rows.is_branch[place]:
            return "branch"
        if place in self.heads and not self._has_rows(place):
            return "other"
        if asides.is_kind(text):
            return "kind"
        return "group" if is_group else "other"

    def _has_rows(self, place: int) -> bool:
        """Whether branches' rows stand between a section's row and the next border."""
        border = min((each for each in self.borders if each > place), default=len(self.data))
        return bool(self.data[place + 1 : border].any())

    def _exact(self) -> set[int]:
        """Doubtful rows that are the sum of the rows around them, the doubtful ones left out, then the heads, then none.

        What was found to be a sum is no part of the sums sought next. A section's row is its sum whatever it says.
        """
        data, borders, exact = self.data.copy(), set(self.borders), set()
        places = self.doubtful
        for left_out in (places.tolist(), self.heads, ()) if len(places) else ():
            base = _without(data, left_out)
            is_sum = Sums(self.figures, base, borders, self.heads, smallest=1).equal(places)
            if not left_out:
                is_sum |= np.array([self._heads_a_section(place) for place in places.tolist()], dtype=bool)
            found = set(places[is_sum].tolist())
            data[list(found)] = False
            borders |= found
            exact |= found
            places = places[~is_sum]
        self.without_sums, self.all_borders = data, borders
        return exact

    def _nearly(self, exact: set[int]) -> set[int]:
        """Doubtful rows that are about as large as the rest, or in several columns equal to it."""
        places = np.setdiff1d(self.doubtful, list(exact)).astype(np.intp)
        is_near = self._beside_others().repeat_the_rest(places)
        heads = self.heads | {place for place in places.tolist() if self._name(place) in ("kind", "group")}
        for left_out in (heads, ()) if heads else ((),):
            sums = Sums(
                self.figures, _without(self.without_sums, left_out), self.all_borders | heads, heads, SMALLEST
            )
            is_near |= sums.outweigh(places) | sums.repeat_the_rest(places)
            is_near |= sums.dominate(places, FEWEST_OUTWEIGHED) & ~self.rows.is_branch[places]
        return set(places[is_near].tolist())

    def _suspects(self, exact: set[int]) -> set[int]:
        """Rows numbered or named as branches are, but not both, that may sum up others all the same."""
        places, found = self.half_proved, set()
        found.update(places[self._beside_others().repeat_the_rest(places)].tolist())
        for left_out in (self.heads, ()) if self.heads else ((),):
            sums = Sums(
                self.figures, _without(self.without_sums, left_out), self.all_borders, self.heads, SMALLEST
            )
            countable = places[self.rows.is_numbered[places]] if self.rows.has_ordinals else places
            found.update(
                place for place in countable[sums.equal(countable)].tolist() if self.rows.name(place)
            )
            repeating = places[sums.repeat_the_rest(places)].tolist()
            found.update(repeating)
            self.wholes.update(
                p for p in repeating if labels.is_scope(self.rows.name(p)) and sums.are_the_rest(p)
            )
            dominating = places[sums.dominate(places)].tolist()
            found.update(place for place in dominating if labels.is_scope(self.rows.name(place)))
        weighty = self._weighty()
        repeating = weighty[sums.repeat_the_rest(weighty)].tolist()
        found.update(place for place in repeating if sums.are_the_rest(place))
        dominating = weighty[sums.dominate(weighty, FEWEST_OUTWEIGHED)].tolist()
        found.update(place for place in dominating if labels.is_scope(self.rows.name(place)))
        is_sum = sums.between(self.parents, self.parents + 1, self.ends)
        for place, end, equal in zip(self.parents.tolist(), self.ends.tolist(), is_sum.tolist(), strict=True):
            if equal or (end - place > 2 and labels.is_plain_section(self.rows.name(place))):
                found.add(place)
        return found - exact

    def _may_be_weighty(self) -> bool:
        """Whether any row at all holds about half of everything, totals included."""
        values = self.figures.values
        largest = values.max(axis=0, initial=0)
        return bool((largest >= HALF * np.maximum(values.sum(axis=0), SMALLEST)).any())

    def _weighty(self) -> Places:
        """Rows plainly a branch's that are about half of everything in some column: few can be."""
        return np.setdiff1d(self._holding(HALF), self.doubtful).astype(np.intp)

    def _beside_others(self) -> Sums:
        """Sums without the rows that hold much of everything: of several totals each is told from the others."""
        base = _without(self.without_sums, self._heavy())
        return Sums(self.figures, base, self.all_borders, self.heads, SMALLEST)

    def _heavy(self) -> list[int]:
        return [
            place
            for place in self._holding(MUCH).tolist()
            if not self.rows.is_branch[place] or labels.is_scope(self.rows.name(place))
        ]

    def _holding(self, share: float) -> Places:
        """Rows, no sums among them, that hold such a share of everything in some column."""
        values = self.figures.values * self.without_sums[:, None]
        is_large = (values >= share * np.maximum(values.sum(axis=0), SMALLEST)).any(axis=1)
        return np.flatnonzero(is_large)

    def _told_by_total(self, uncertain: list[int]) -> dict[int, Total]:
        """What the return's own grand total says of each uncertain row, where only one choice of them gives it."""
        values = self.figures.values
        uncertain = [place for place in dict.fromkeys(uncertain) if values[place].any()]
        base = np.flatnonzero(_without(self.data, uncertain))
        totals = np.flatnonzero((self.kinds == RowKind.TOTAL) & self.rows.is_valued)
        is_refused = self.figures.is_refused[np.concatenate([base, uncertain]).astype(np.intp)].any(axis=0)
        for total in reversed(totals.tolist() if uncertain else []):
            columns = self.figures.is_given[total] & ~is_refused
            if not columns.any() or values[total][columns].max() < SMALLEST:
                continue
            rest = (values[total] - values[base].sum(axis=0))[columns]
            choices = _choices(len(uncertain))
            fits = choices[(choices @ values[uncertain][:, columns] == rest).all(axis=1)]
            if len(fits) == 1 and (len(uncertain) == 1 or columns.sum() > 1 or len(choices) == 2):
                told: tuple[Total, Total] = ("leaves it out", "counts it")
                return {place: told[int(is_in)] for place, is_in in zip(uncertain, fits[0], strict=True)}
        return {}

    def _heads_a_section(self, place: int) -> bool:
        """Whether a row is numbered and labelled as a section: its figures are the section's, though no sum."""
        is_plain = labels.is_plain_section(self.rows.name(place))
        return place in self.heads and is_plain and self._has_rows(place)

    def _is_lettered(self, place: int) -> bool:
        """Whether a row is numbered as sections are: I, A, or 1 where the branches are 1.1 and 1.2."""
        name, ordinal = self.rows.name(place), self.rows.ordinal(place)
        is_letter = any(map(labels.ROMAN_OR_LETTER.fullmatch, (ordinal, name)))
        return is_letter or bool(labels.NUMBER_OF_SECTION.match(name)) or bool(self.rows.is_numbered[place])

    def _fills_a_gap(self, place: int) -> bool:
        """Whether the row lacks a number and the numbers around it leave out one: 3, none, 5."""
        if self.rows.ordinals[place] not in (None, ""):
            return False
        before = self._next_number(range(place - 1, max(place - 9, -1), -1))
        after = self._next_number(range(place + 1, min(place + 9, len(self.rows))))
        return before is not None and after is not None and after == before + 2

    def _next_number(self, places: range) -> int | None:
        return next((number for place in places if (number := self.rows.number(place)) is not None), None)

    def _parents(self) -> tuple[Places, Places]:
        """Numbered rows with rows without a number right below them, and where those end."""
        is_child = self.data & ~self.rows.is_numbered & self.rows.is_filled
        parents = np.flatnonzero(self.data[:-1] & self.rows.is_numbered[:-1] & is_child[1:])
        others = np.concatenate([np.flatnonzero(~is_child), [len(self.data)]])
        return parents, others[np.searchsorted(others, parents, side="right")]


def _choices(rows: int) -> Bools:
    """Every choice of so many rows; of many rows, none and all."""
    if rows > MOST_UNCERTAIN:
        return np.array([[False] * rows, [True] * rows])
    return np.array(list(product((False, True), repeat=rows)), dtype=bool).reshape(-1, rows)


def _without(mask: Bools, places: Iterable[int]) -> Bools:
    less = mask.copy()
    less[list(places)] = False
    return less
