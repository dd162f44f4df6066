"""Where a table ends: its grand total, a title of another matter, signatures, or numbers that begin anew.

Arrives: the rows below a heading, their figures, and their kinds as far as labels tell them.
Leaves:  the kinds of the rows after the end, and those of them that may be branches all the same.
Not here: a second heading, which ends a table wherever it stands (`rows`).

What follows the end is never a branch's row in silence. Where rows like the table's own follow, with names not yet
met, it cannot be told whether somebody wrote them below the total: that is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np
import numpy.typing as npt

from flows.steps.reading import asides, labels
from flows.steps.reading.body import Body
from flows.steps.reading.sums import Figures
from schemas.unit_return import Kinds, RowKind

FIRST_NUMBERS = (1, "1", "1.", "01", "1)", "01.")


class Mark(Enum):
    """What may end a table."""

    OTHER_MATTER = "a title of another matter"
    TOTAL = "a total"
    SIGNATURE = "a signature"
    TITLE = "a title"
    RESTART = "numbers that begin anew"
    GAP = "a blank row where no row is numbered"


@dataclass(frozen=True, slots=True)
class _Block:
    """The rows with figures between one mark and the next."""

    places: npt.NDArray[np.intp]
    is_headed: bool
    """A section's heading stands between the mark and the rows."""
    is_repeat: bool
    """Its branches were met before."""
    is_recap: bool
    """Together its rows are what all rows before are."""
    are_kinds: bool
    """It names kinds of branches, or none."""
    continues: bool
    """Its first number follows the last one before."""
    is_proven: bool
    """A later total is the sum with it, or of it."""


class Ends:
    """Seeks the end of one table."""

    def __init__(self, rows: Body, figures: Figures, kinds: Kinds, doubtful: list[int]) -> None:
        self.rows, self.figures, self.kinds = rows, figures, kinds
        self.is_row = (kinds == RowKind.DATA) & rows.is_filled
        self.heads = [place for place in doubtful if self._is_lettered(place)]
        self.is_row[self.heads] = False
        self.is_proper = self.is_row & (rows.is_numbered if rows.is_counting else self._are_proper())
        self.totals = np.flatnonzero((kinds == RowKind.TOTAL) & rows.is_valued)

    def _are_proper(self) -> npt.NDArray[np.bool_]:
        """Rows like most: named as branches, if most are."""
        return self.rows.is_branch if self.rows.are_named else np.ones(len(self.rows), dtype=bool)

    def cut(self) -> set[int]:
        """Set the kinds of the rows after the end; the places of those that are asked about."""
        for place, mark in self._marks():
            if not self.is_proper[:place].any():
                continue
            block = self._block(place, mark)
            if block is not None and self._is_end(mark, block, place):
                return self._leave(place, mark, block)
        return set()

    def _marks(self) -> Iterator[tuple[int, Mark]]:
        """Everything that may end the table, in order."""
        is_headed = False
        is_marking = self.kinds != RowKind.DATA
        restarts = self._restarts()
        for place in np.flatnonzero(is_marking | restarts).tolist():
            kind = RowKind(self.kinds[place])
            if restarts[place] and kind is RowKind.DATA:
                if not is_headed:
                    yield place, Mark.RESTART
                is_headed = False
            elif kind is RowKind.TOTAL:
                yield place, Mark.TOTAL
                is_headed = True
            elif kind in (RowKind.SECTION, RowKind.NOTE):
                yield place, self._mark_of(place)
                is_headed = True
            elif kind is RowKind.BLANK and not self.rows.has_ordinals:
                yield place, Mark.GAP

    def _restarts(self) -> npt.NDArray[np.bool_]:
        """Numbered rows whose number is 1 after other numbers."""
        is_restart = np.zeros(len(self.rows), dtype=bool)
        if self.rows.has_ordinals:
            ones = [place for place, cell in enumerate(self.rows.ordinals) if cell in FIRST_NUMBERS]
            is_restart[[place for place in ones if self.is_row[place]][1:]] = True
        return is_restart

    def _mark_of(self, place: int) -> Mark:
        texts = [text for cell in self.rows.rows[place] if type(cell) is str and (text := labels.label(cell))]
        if any(map(asides.is_other_matter, texts)):
            return Mark.OTHER_MATTER
        is_signed = any(
            labels.is_signature(cell) and not labels.is_remark(cell) for cell in self.rows.rows[place]
        )
        return Mark.SIGNATURE if is_signed else Mark.TITLE

    def _block(self, start: int, mark: Mark) -> _Block | None:
        """The rows from a mark to the next total or title after some rows."""
        is_data = self.kinds[start:] == RowKind.DATA
        is_data[[head - start for head in self.heads if head >= start]] = False
        if not is_data.any():
            return None
        first = start + int((self.is_row[start:] if self.is_row[start:].any() else is_data).argmax())
        borders = np.isin(self.kinds[first:], (RowKind.TOTAL, RowKind.SECTION, RowKind.NOTE))
        borders[[head - first for head in self.heads if head >= first]] = True
        end = first + int(borders.argmax()) if borders.any() else len(self.rows)
        places = first + np.flatnonzero(is_data[first - start : end - start])
        before = np.flatnonzero(self.is_proper[:start])
        known = set(self.rows.keys[before].tolist())
        keys = [key for key in self.rows.keys[places].tolist() if key]
        return _Block(
            places=places,
            is_headed=self._has_section(start, first),
            is_repeat=bool(keys) and sum(key in known for key in keys) * 2 > len(keys),
            is_recap=self.figures.are_equal(before, places),
            are_kinds=self._are_kinds(places) and not self._are_kinds(before),
            continues=self._continues(before, first),
            is_proven=self._is_proven(start, places),
        )

    def _is_lettered(self, place: int) -> bool:
        name, ordinal = self.rows.name(place), self.rows.ordinal(place)
        return bool(labels.ROMAN_OR_LETTER.fullmatch(ordinal) or labels.NUMBER_OF_SECTION.match(name))

    def _has_section(self, start: int, first: int) -> bool:
        """Whether a section begins between, as others did before or by its number."""
        has_earlier = bool((self.kinds[:start] == RowKind.SECTION).any())
        for place in range(start, first):
            name = self.rows.name(place)
            is_section = self.kinds[place] == RowKind.SECTION and not asides.is_other_matter(name)
            if place in self.heads or (is_section and self._is_lettered(place)):
                return True
            if is_section and has_earlier and labels.is_section(name):
                return True
        return False

    def _are_kinds(self, places: npt.NDArray[np.intp]) -> bool:
        names = [self.rows.name(place) for place in places.tolist()]
        named = sum(asides.is_kind(n) or labels.is_plain_section(n) or labels.is_scope(n) for n in names)
        return named * 2 > len(names)

    def _continues(self, before: npt.NDArray[np.intp], first: int) -> bool:
        """Whether the row's number is the next one; parts and rows without a number between do not matter."""
        if not self.rows.has_ordinals or (number := self.rows.number(first)) is None:
            return False
        last = next(
            (n for place in reversed(before.tolist()) if (n := self.rows.number(place)) is not None), None
        )
        return last is not None and number == last + 1

    def _is_proven(self, start: int, places: npt.NDArray[np.intp]) -> bool:
        """Whether a total counts these rows together with those before: a later one, or the one above them."""
        before = np.flatnonzero(self.is_row[:start])
        if start in self.totals and self.figures.are_sum(start, np.concatenate([before, places])):
            return True
        later = self.totals[self.totals > places[-1]].tolist()
        return any(self.figures.are_sum(total, np.flatnonzero(self.is_row[:total])) for total in later)

    def _is_summed(self, places: npt.NDArray[np.intp]) -> bool:
        """Whether the next total is that of these rows alone."""
        later = self.totals[self.totals > places[-1]]
        return len(later) > 0 and len(places) > 1 and self.figures.are_sum(int(later[0]), places)

    def _is_end(self, mark: Mark, block: _Block, place: int) -> bool:
        if mark is Mark.OTHER_MATTER:
            return True
        if block.is_proven and not block.is_recap:
            return False
        if mark in (Mark.RESTART, Mark.GAP):
            return (block.is_recap or block.are_kinds) and not block.continues
        if block.is_recap or block.is_repeat or block.are_kinds:
            return True
        is_section = self._is_summed(block.places)
        if is_section and (block.continues or not labels.is_grand_total(self._label(place))):
            return False
        if mark is Mark.TOTAL and block.continues and self._is_page_break(place, int(block.places[0])):
            return False
        if mark is Mark.TITLE:
            return False
        if block.is_headed:
            return False
        if mark is Mark.SIGNATURE:
            return True
        return not self._is_subtotal(place, block)

    def _is_page_break(self, place: int, first: int) -> bool:
        """Whether the total is a page's: it says so, or the heading is repeated below it."""
        has_heading = bool((self.kinds[place:first] == RowKind.HEADING).any())
        return has_heading or labels.is_page_total(self._label(place))

    def _label(self, place: int) -> str:
        texts = (labels.label(cell) for cell in self.rows.rows[place] if type(cell) is str)
        return next(filter(None, texts), "")

    def _is_subtotal(self, place: int, block: _Block) -> bool:
        """Whether a total with more rows below it is of the rows since some border alone, or has its section's name."""
        before = np.flatnonzero(self.is_row[:place])
        is_of_all = self.rows.is_valued[place] and self.figures.are_sum(place, before)
        if block.continues:
            return not is_of_all
        borders = np.isin(self.kinds[:place], (RowKind.SECTION, RowKind.TOTAL))
        return bool(borders.any()) and not is_of_all

    def _leave(self, place: int, mark: Mark, block: _Block) -> set[int]:
        """What follows the end is no data but where it may be a branch that nobody has told of."""
        start = place + (mark is Mark.TOTAL)
        known = set(self.rows.keys[np.flatnonzero(self.is_row[:place])].tolist())
        is_told = mark is Mark.OTHER_MATTER or block.is_recap or block.is_repeat or block.are_kinds
        asked = set()
        for row in range(start, len(self.rows)):
            if is_told and row > block.places[-1]:
                is_told = mark is Mark.OTHER_MATTER
            kind = self.kinds[row]
            if self.is_row[row] and not is_told and self._may_be_branch(row, known):
                asked.add(row)
            elif kind in (RowKind.DATA, RowKind.TOTAL):
                self.kinds[row] = RowKind.AFTER_TABLE
            elif kind == RowKind.SECTION:
                self.kinds[row] = RowKind.NOTE
        return asked

    def _may_be_branch(self, row: int, known: set[str | None]) -> bool:
        name = self.rows.name(row)
        if not name or self.rows.keys[row] in known or asides.is_kind(name) or asides.is_comparison(name):
            return False
        if self.rows.are_named:
            return bool(self.rows.is_branch[row])
        return bool(self.rows.is_numbered[row]) or not self.rows.has_ordinals
