"""What each row of a sheet is: a branch's row, or recognised as something else and named.

Arrives: a tab's rows, the table found in it, and the counts and names of the rows below its heading as read.
Leaves:  one `RowKind` per row of the tab, and the branches' rows of which there is some doubt.
Not here: what the cells say (`columns`), what labels say (`labels`), which rows sum up others (`totals`).

Most rows are a branch's and plainly so: they are told all at once. The rest is looked at row by row, in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from flows.steps.reading import labels, totals
from flows.steps.reading.body import Body
from flows.steps.reading.columns import Names, Values
from flows.steps.reading.sums import Figures
from flows.steps.reading.tables import fields_of
from schemas.fields import COUNTS
from schemas.headings import COLUMN_NUMBER
from schemas.headings.phrases import fold_words
from schemas.sheet import Cell, DateCell, FormattedNumber, Row
from schemas.unit_return import Kinds, RowKind, Table
from schemas.vietnamese.text import clean

LONGEST_COLUMN_NUMBER = 40
FEWEST_COLUMN_NUMBERS = 3


@dataclass(frozen=True, slots=True)
class Classified:
    """One kind per row of the tab. `apart` and `perhaps_totals` are rows of branches, as far as can be told."""

    kinds: Kinds
    apart: set[int] = field(default_factory=set)
    perhaps_totals: set[int] = field(default_factory=set)


def classify(
    top: tuple[Row, ...], below: tuple[Row, ...], table: Table, counts: dict[str, Values], names: Names
) -> Classified:
    """One kind per row: of the rows down to the heading, then of those below, which `counts` and `names` are of."""
    above = [RowKind.LETTERHEAD if _has_content(row) else RowKind.BLANK for row in top[: table.first_row]]
    above += [RowKind.HEADING] * (len(top) - table.first_row)
    body = Body.of(below, table, counts, names)
    of_body, doubtful = _RowReader(table, body, top[table.first_row :]).read()
    settled = totals.settle(Figures.of(counts, len(body)), of_body, doubtful, body)
    return Classified(
        np.concatenate([np.array(above, dtype=np.int8), of_body]),
        {place + len(top) for place in settled.apart},
        {place + len(top) for place in settled.perhaps_totals},
    )


class _RowReader:
    """Reads the rows that are not plainly a branch's, in order; knows whether the signatures have begun."""

    def __init__(self, table: Table, body: Body, heading: tuple[Row, ...]) -> None:
        self.table, self.body = table, body
        self.heading = [{i: fold_words(c) for i, c in enumerate(row) if type(c) is str} for row in heading]
        self.before_counts = min((c.index for name, c in table.columns.items() if name in COUNTS), default=0)
        is_row = body.is_filled & (body.is_plain_name | body.is_numbered)
        self.last_counted = int(np.flatnonzero(is_row & body.is_valued).max(initial=-1))
        self.is_counting = body.is_counting
        self.is_signed = False

    def read(self) -> tuple[Kinds, list[int]]:
        """The kinds of all rows of the body, and the places of those that only arithmetic can tell."""
        body = self.body
        kinds = np.full(len(body), RowKind.DATA, dtype=np.int8)
        is_placed = body.is_numbered if body.has_ordinals else body.is_branch
        is_plain = body.is_plain_name & body.is_valued & is_placed
        doubtful: list[int] = []
        for place in np.flatnonzero(~is_plain | body.has_parts).tolist():
            kind = self.kind(place, body.rows[place])
            kinds[place] = RowKind.DATA if kind is None else kind
            if kind is None:
                doubtful.append(place)
            if kind is RowKind.ANOTHER_TABLE:
                rest = body.rows[place:]
                kinds[place:] = [
                    RowKind.ANOTHER_TABLE if _has_content(row) else RowKind.BLANK for row in rest
                ]
                break
        return kinds, doubtful

    def kind(self, place: int, row: Row) -> RowKind | None:
        """The row's kind; None for a row that is a branch or sums up others, which only arithmetic tells."""
        if not _has_content(row):
            return RowKind.BLANK
        if _is_column_numbers(row):
            return RowKind.COLUMN_NUMBERS
        if not self.body.is_valued[place] and (heading := self.repeated_heading(row)) is not None:
            return heading
        name, ordinal = labels.label(self.body.names[place]), labels.label(self.body.ordinals[place])
        if self.is_total(row, place, name, ordinal):
            return RowKind.TOTAL
        if self.is_below_the_table(place, row, name):
            return RowKind.NOTE
        if name:
            return self.named(place, name, ordinal)
        if self.body.is_filled[place]:
            return RowKind.DATA if self.body.is_numbered[place] else None
        if self.body.is_numbered[place]:
            return RowKind.BLANK
        return RowKind.NOTE

    def repeated_heading(self, row: Row) -> RowKind | None:
        """A heading repeated on a new page, or the heading of another table."""
        texts = {
            index: fold_words(cell)
            for index, cell in enumerate(row)
            if type(cell) is str and len(cell) < labels.LONGEST
        }
        texts = {index: text for index, text in texts.items() if text}
        if texts and any(texts.items() <= heading.items() for heading in self.heading):
            return RowKind.HEADING
        found = fields_of(row)
        columns = {name: column.index for name, column in self.table.columns.items()}
        if len(found) >= 2 and all(columns.get(name) == index for name, index in found.items()):
            return RowKind.HEADING
        return RowKind.ANOTHER_TABLE if "branch_name" in found and found.keys() & set(COUNTS) else None

    def is_total(self, row: Row, place: int, name: str, ordinal: str) -> bool:
        """Whether a label left of the figures says that the row sums up others."""
        if name or self.body.is_numbered[place]:
            return labels.is_total(name) or labels.is_total(ordinal)
        texts = (labels.label(cell) for cell in row[: self.before_counts] if type(cell) is str)
        return labels.is_total(next(filter(None, texts), ""))

    def is_below_the_table(self, place: int, row: Row, name: str) -> bool:
        """Whether the row belongs to the notes and signatures: without a number, and without a figure to read."""
        body = self.body
        if body.is_numbered[place] or body.is_valued[place]:
            return False
        is_stray = bool(body.is_filled[place]) and not name
        if place > self.last_counted:
            self.is_signed = self.is_signed or any(map(labels.is_signature, row))
            return self.is_signed or is_stray
        return is_stray

    def named(self, place: int, name: str, ordinal: str) -> RowKind | None:
        """A row with a name that is not plainly a branch's, by its ordinal and its figures."""
        body = self.body
        if labels.BREAKDOWN.match(name.casefold()):
            return RowKind.BREAKDOWN
        is_lettered = bool(labels.ROMAN_OR_LETTER.fullmatch(ordinal) or labels.NUMBER_OF_SECTION.match(name))
        is_whole = body.has_parts and not labels.HIERARCHICAL.fullmatch(ordinal) and body.is_numbered[place]
        if is_lettered or is_whole:
            if not body.is_filled[place]:
                return RowKind.SECTION if is_lettered or labels.is_section(name) else RowKind.DATA
            return None if self.is_counting or not body.has_ordinals else RowKind.DATA
        if body.is_numbered[place]:
            return RowKind.DATA
        if body.is_filled[place]:
            return None if self.is_counting or not body.has_ordinals else RowKind.DATA
        if labels.is_section(name) or not labels.is_branch(name):
            return RowKind.NOTE if place > self.last_counted else RowKind.SECTION
        return RowKind.DATA


def _has_text(cell: Cell) -> bool:
    return cell is not None and not (
        type(cell) is str and not cell.strip(" \u00a0\u2007\u202f\t\r\n\u200b\ufeff")
    )


def _has_content(row: Row) -> bool:
    return any(_has_text(cell) for cell in row)


def _is_column_numbers(row: Row) -> bool:
    """A row such as (1) (2) (3)=(2)/(1) under the heading: only column numbers, at least three, all different."""
    seen: list[str] = []
    for cell in row:
        if cell is None or cell == "":
            continue
        if type(cell) in (bool, DateCell):
            return False
        text = str(int(cell)) if type(cell) is float and cell.is_integer() else str(cell).strip()
        text = cell.shown.text.strip() if type(cell) is FormattedNumber else text
        if len(text) > LONGEST_COLUMN_NUMBER or not COLUMN_NUMBER.fullmatch(clean(text)):
            return False
        seen.append(text)
    numbers = [int(n) for text in seen if (n := re.sub("[()]", "", text.split("=")[0]).strip()).isdecimal()]
    least = min(numbers, default=1)
    is_counting = sorted(numbers) == list(range(least, least + len(numbers)))
    return len(seen) >= FEWEST_COLUMN_NUMBERS and is_counting and least <= 2
