"""What each row of a sheet is: a branch's row, or recognised as something else and named.

Arrives: a tab's rows, the table found in it, and the counts and names of the rows below its heading as read.
Leaves:  one `RowKind` per row of the tab, and the branches' rows of which there is some doubt.
Not here: what the cells say (`columns`), what labels say (`labels`, `asides`), which rows are parts of a branch (`parts`),
         where the table ends (`ends`), which rows sum up others (`evidence`).

Most rows are a branch's and plainly so: they are told all at once. The rest is looked at row by row, in order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np

from flows.steps.read import asides, ends, labels, parts
from flows.steps.read.blocks import Outline
from flows.steps.read.body import Body
from flows.steps.read.columns import Bools, Names, Values
from flows.steps.read.evidence import Doubts
from flows.steps.read.parts import Families
from flows.steps.read.sums import Figures
from flows.steps.read.tables import fields_of
from schemas.fields import COUNTS
from schemas.headings import COLUMN_NUMBER
from schemas.headings.phrases import fold_words
from schemas.sheet import Cell, DateCell, FormattedNumber, Row, Tab
from schemas.unit_return import NEEDED, Kinds, RowKind, Table
from schemas.vietnamese.text import clean

LONGEST_COLUMN_NUMBER = 40
FEWEST_COLUMN_NUMBERS = 3
FEWEST_HEADINGS = 3
"""Texts that make a row the heading of another table."""
QUANTITIES = ("so ", "tong ", "ty le", "ti le", "sl ", "muc ", "kinh phi")


@dataclass(frozen=True, slots=True)
class Classified:
    """One kind per row of the tab. `apart` and `asked` are rows of branches, as far as can be told."""

    kinds: Kinds
    apart: set[int] = field(default_factory=set)
    asked: dict[int, str] = field(default_factory=dict)
    """The rows of which a question is asked, with its rule."""
    sums: set[int] = field(default_factory=set)
    """Rows that only their figures tell to be sums of others."""
    summands: dict[int, list[int]] = field(default_factory=dict)
    """Of rows asked about: those right beside that they are the sum of."""
    disagreeing: list[tuple[int, int]] = field(default_factory=list)
    """The first of a branch's parts and the branch, where they are not what it says."""


def classify(
    tab: Tab, below: tuple[Row, ...], table: Table, counts: dict[str, Values], names: Names
) -> Classified:
    """One kind per row: of the rows down to the heading, then of those below, which `counts` and `names` are of."""
    top = tab.rows[: table.last_row + 1]
    above = [RowKind.LETTERHEAD if _has_content(row) else RowKind.BLANK for row in top[: table.first_row]]
    above += [RowKind.HEADING] * (len(top) - table.first_row)
    hidden = [row - len(top) for row in tab.hidden_rows if len(top) <= row < len(tab.rows)]
    figures = Figures.of(counts, len(below))
    body = Body.of(below, table, figures, names, hidden)
    families = parts.find(body, figures)
    of_body, doubtful = _RowReader(table, body, top[table.first_row :], families).read()
    after = ends.cut(Outline(body, figures, of_body, doubtful))
    doubtful = [place for place in doubtful if of_body[place] == RowKind.DATA and place not in after]
    settled = Doubts(figures, of_body, doubtful, body).settle()
    sums = {place + len(top) for place in settled.sums}
    asked = {place: "row_hidden" if body.is_hidden[place] else "row_may_be_total" for place in settled.asked}
    asked |= dict.fromkeys(families.asked, "row_may_be_part") | dict.fromkeys(after, "row_after_table")
    return Classified(
        np.concatenate([np.array(above, dtype=np.int8), of_body]),
        {place + len(top) for place in settled.apart},
        {place + len(top): rule for place, rule in asked.items() if of_body[place] == RowKind.DATA},
        sums,
        {place + len(top): [each + len(top) for each in run] for place, run in settled.summands.items()},
        [(part + len(top), branch + len(top)) for part, branch in families.disagreeing],
    )


class _RowReader:
    """Reads the rows that are not plainly a branch's, in order; knows whether the signatures have begun."""

    def __init__(self, table: Table, body: Body, heading: tuple[Row, ...], families: Families) -> None:
        self.table, self.body, self.families = table, body, families
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
        is_plain[list(self.families.parts)] = False
        for place in np.flatnonzero(~is_plain | body.may_be_part | self.are_wholes()).tolist():
            kind = self.kind(place, body.rows[place])
            kinds[place] = RowKind.DATA if kind is None else kind
            if kind is None:
                doubtful.append(place)
            if kind in (RowKind.ANOTHER_TABLE, RowKind.AFTER_TABLE):
                rest = body.rows[place:]
                kinds[place:] = [kind if _has_content(row) else RowKind.BLANK for row in rest]
                break
        return kinds, doubtful

    def are_wholes(self) -> Bools:
        """Rows whose number others are numbered under: a section's, or a branch's with departments."""
        wholes = self.body.wholes
        if not wholes:
            return np.zeros(len(self.body), dtype=bool)
        return np.array([self.body.number(place) in wholes for place in range(len(self.body))], dtype=bool)

    def kind(self, place: int, row: Row) -> RowKind | None:
        """The row's kind; None for a row that is a branch or sums up others, which only arithmetic tells."""
        if not _has_content(row):
            return RowKind.BLANK
        if _is_column_numbers(row):
            return RowKind.COLUMN_NUMBERS
        if not self.body.is_valued[place] and (heading := self.repeated_heading(row)) is not None:
            return heading
        name, ordinal = self.body.name(place), self.body.ordinal(place)
        if asides.is_example(name, ordinal):
            return RowKind.EXAMPLE
        if place in self.families.parts:
            return RowKind.PART
        if self.is_total(row, name, ordinal):
            return RowKind.TOTAL
        if self.is_below_the_table(place, row, name):
            return RowKind.NOTE
        return self.named(place, name) if name else self.nameless(place)

    def nameless(self, place: int) -> RowKind | None:
        """A row without a name: figures that want one, an empty row of the form, or a note."""
        if self.body.is_filled[place]:
            return RowKind.DATA if self.body.is_numbered[place] else None
        return RowKind.BLANK if self.body.is_numbered[place] else RowKind.NOTE

    def repeated_heading(self, row: Row) -> RowKind | None:
        """A heading repeated on a new page, the heading of another table of branches, or of another matter."""
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
            strange = texts.keys() - found.values()
            return RowKind.HEADING if strange.isdisjoint(columns.values()) else RowKind.AFTER_TABLE
        if all(not found.keys().isdisjoint(names) for names in NEEDED):
            return RowKind.ANOTHER_TABLE
        is_headed = "ordinal" in found or (len(found) >= 2 and not found.keys().isdisjoint(COUNTS))
        is_headed |= sum(text.startswith(QUANTITIES) for text in texts.values()) >= 2
        return RowKind.AFTER_TABLE if is_headed and len(texts) >= FEWEST_HEADINGS else None

    def is_total(self, row: Row, name: str, ordinal: str) -> bool:
        """Whether a label left of the figures says that the row sums up others."""
        if name or ordinal:
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

    def named(self, place: int, name: str) -> RowKind | None:
        """A row with a name that is not plainly a branch's, by its ordinal and its figures."""
        body = self.body
        if labels.BREAKDOWN.match(name.casefold()):
            return RowKind.BREAKDOWN
        if asides.is_comparison(asides.unbulleted(name)):
            return RowKind.COMPARISON if body.is_filled[place] else RowKind.NOTE
        if place in self.families.branches:
            return RowKind.DATA
        is_lettered = body.is_lettered(place)
        is_whole = body.number(place) in body.wholes
        if is_lettered or is_whole:
            if not body.is_filled[place]:
                return RowKind.SECTION if is_lettered or labels.is_section(name) else RowKind.DATA
            return None if self.is_counting or not body.has_ordinals else RowKind.DATA
        if body.is_numbered[place]:
            return RowKind.DATA
        if body.is_filled[place]:
            return None if self.is_counting or not body.has_ordinals else RowKind.DATA
        if labels.is_section(name) or asides.is_kind(name) or not labels.is_branch(name):
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
