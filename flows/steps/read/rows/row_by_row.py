"""The kinds of the rows that are not plainly a branch's, row by row and in order.

Arrives: the rows below a heading, and which of them are parts of a branch.
Leaves:  their kinds, and the rows that only arithmetic can tell.
Not here: what labels say (`flows.steps.read.words`), what arithmetic tells (`doubts`), where the table ends (`ends`).
"""

from __future__ import annotations

import numpy as np

from flows.steps.read.rows.body import Body
from flows.steps.read.rows.headings_below import HeadingsBelow, is_column_numbers, is_hint
from flows.steps.read.rows.parts import Families
from flows.steps.read.words import branch_kinds, comparisons, departments, labels
from schemas.sheet import Cell, Row
from schemas.typed_rows import Bools
from schemas.unit_return.row_kind import Kinds, RowKind
from schemas.unit_return.table import Table


class RowReader:
    """Reads the rows that are not plainly a branch's, in order; knows whether the signatures have begun."""

    def __init__(self, table: Table, body: Body, heading: tuple[Row, ...], families: Families) -> None:
        self.body, self.families = body, families
        self.headings = HeadingsBelow(table, heading)
        amounts = (c.index for name, c in table.columns.items() if name in table.form.amounts)
        self.before_counts = min(amounts, default=0)
        is_row = body.is_filled & (body.is_plain_name | body.is_numbered)
        self.last_counted = int(np.flatnonzero(is_row & body.is_valued).max(initial=-1))
        self.is_counting = body.is_counting
        self.begins_with_title = self.is_counting and any(
            map(self.is_title, np.flatnonzero(body.is_plain_name)[:1])
        )
        """A title stands above the first of the numbered branches, so that others like it are titles too: "Xã Ea Tam"."""
        self.begins_with_name_alone = self.has_title_like_a_name()
        """A name that no word tells to be a title stands above the first branch, so that others like it are titles too."""
        self.is_signed = False
        self.goes_on: int | None = None
        """The row of a heading with other words, below which the numbers of the branches go on."""
        self.alone: list[int] = []
        """Names without figures right below a branch's row that nothing tells to be titles: the rest of its name, perhaps."""

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
                kinds[place:] = [kind if has_content(row) else RowKind.BLANK for row in rest]
                if kind == RowKind.AFTER_TABLE and self.is_gone_on(place):
                    self.goes_on = place
                break
        return kinds, doubtful

    def is_gone_on(self, place: int) -> bool:
        """Whether the branches go on below a heading in other words: by their numbers, 3 after 1, 2, or by what it may count."""
        body = self.body
        is_row = body.is_filled & body.is_plain_name & (body.is_numbered | body.is_branch)
        above, below = np.flatnonzero(is_row[:place]), place + np.flatnonzero(is_row[place:])
        known = set(body.keys[above].tolist())
        if not len(above) or all(key in known for key in body.keys[below].tolist()):
            return False
        last, first = body.number(int(above[-1])), body.number(int(below[0]))
        is_next = body.has_ordinals and last is not None and first == last + 1
        return is_next or self.headings.may_count_the_lead(body.rows[place])

    def are_wholes(self) -> Bools:
        """Rows whose number others are numbered under: a section's, or a branch's with departments."""
        wholes = self.body.wholes
        if not wholes:
            return np.zeros(len(self.body), dtype=bool)
        return np.array([self.body.number(place) in wholes for place in range(len(self.body))], dtype=bool)

    def kind(self, place: int, row: Row) -> RowKind | None:
        """The row's kind; None for a row that is a branch or sums up others, which only arithmetic tells."""
        if not has_content(row):
            return RowKind.BLANK
        if is_column_numbers(row):
            return RowKind.COLUMN_NUMBERS
        is_wordy = not (self.body.is_valued[place] or self.body.is_numbered[place])
        if is_wordy and is_hint(row):
            return RowKind.HEADING
        if is_wordy and (heading := self.headings.kind(row)) is not None:
            return RowKind.HEADING if place == 0 and self.headings.names_no_branches(row) else heading
        name, ordinal = self.body.name(place), self.body.ordinal(place)
        if labels.is_example(name, ordinal):
            return RowKind.EXAMPLE
        if place in self.families.parts:
            return RowKind.PART
        if self.is_total(row, name, ordinal):
            return RowKind.TOTAL
        if self.is_below_the_table(place, row, name):
            return RowKind.NOTE
        return self.named(place, name) if name else self.nameless(place)

    def is_title(self, place: int) -> bool:
        """Whether a row has neither a number nor a figure, and is not named with the union's own words."""
        body = self.body
        return not (
            body.is_numbered[place] or body.is_filled[place] or labels.has_union_prefix(body.names[place])
        )

    def has_title_like_a_name(self) -> bool:
        """Whether a name alone stands above all branches, and neither its words nor a number make it a title."""
        body = self.body
        first = int(body.is_filled.argmax()) if body.is_filled.any() else 0
        names = (body.name(place) for place in range(first) if not body.is_lettered(place))
        return any(labels.is_plain_name(name) and not _is_group(name) for name in names)

    def nameless(self, place: int) -> RowKind | None:
        """A row without a name: figures that want one, an empty row of the form, or a note."""
        if self.body.is_filled[place]:
            return RowKind.DATA if self.body.is_numbered[place] else None
        return RowKind.BLANK if self.body.is_numbered[place] else RowKind.NOTE

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
        if comparisons.is_comparison(departments.unbulleted(name), body.form):
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
            return None if place in body.of_recap else RowKind.DATA
        if body.is_filled[place]:
            return None if self.is_counting or not body.has_ordinals else RowKind.DATA
        is_title = self.begins_with_title and self.is_title(place)
        is_group = _is_group(name)
        if is_title or is_group or not labels.is_branch(name):
            if not (is_group or self.begins_with_name_alone) and self.is_right_below_a_branch(place):
                self.alone.append(place)
            return RowKind.NOTE if place > self.last_counted else RowKind.SECTION
        return RowKind.DATA

    def is_right_below_a_branch(self, place: int) -> bool:
        """Whether the row above is a branch's, and this one holds a name in the column of names and little else to tell."""
        body = self.body
        cell = body.names[place]
        is_below = place > 0 and body.is_valued[place - 1] and body.is_plain_name[place - 1]
        is_name = labels.is_plain_name(cell) and not labels.is_of_page(labels.label(cell))
        return bool(is_below) and is_name and not any(map(labels.is_remark, body.rows[place]))


def _is_group(name: str) -> bool:
    """Whether words say that a row is of several branches: a section's, or a kind of them."""
    return labels.is_section(name) or branch_kinds.is_kind(name)


def _has_text(cell: Cell) -> bool:
    return cell is not None and not (
        type(cell) is str and not cell.strip(" \u00a0\u2007\u202f\t\r\n\u200b\ufeff")
    )


def has_content(row: Row) -> bool:
    """Whether a row holds anything that can be seen."""
    return any(_has_text(cell) for cell in row)
