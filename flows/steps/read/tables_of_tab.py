"""The tables of a tab, each with its rows read: one below another, and side by side.

Arrives: a tab.
Leaves:  its tables, from the top: a heading, the counts and names below it down to the next heading, what its rows are.
Not here: which of them make up the return (`choice`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from flows.steps.read import columns
from flows.steps.read.columns import Names, Values
from flows.steps.read.rows import in_parts, shifted
from flows.steps.read.rows.answers import with_answers
from flows.steps.read.rows.classifying import Classification, classify
from flows.steps.read.table.place import ROWS_SEARCHED, Placement, find
from schemas.answer import Answers
from schemas.form.form import Form
from schemas.sheet import Row, Tab, address
from schemas.unit_return.row_kind import RowKind
from schemas.unit_return.table import Table

MOST_TABLES = 50
"""Of one tab: what follows is named, and not read."""


@dataclass(frozen=True, slots=True, eq=False)
class TableRead:
    """A table found in a tab, its counts and names below the heading, and what its rows are."""

    tab: Tab
    table: Table
    start: int
    """The first row of the tab that belongs to it: those down to the heading are its letterhead."""
    counts: dict[str, Values]
    names: Names
    classification: Classification
    """Of the rows from `start` on."""
    in_body: npt.NDArray[np.intp]
    """The branches' rows, counted from 0 below the heading."""
    data: list[Row]
    is_beside: bool = False
    """Whether it stands at the side of another one, under the same row of headings."""

    @property
    def places(self) -> npt.NDArray[np.intp]:
        """The branches' rows, counted from 0 in the tab."""
        return self.in_body + self.table.last_row + 1

    @property
    def is_full(self) -> bool:
        return not self.table.missing and self.has_rows

    @property
    def has_rows(self) -> bool:
        return len(self.in_body) > 0

    @property
    def has_examples(self) -> bool:
        return bool((self.classification.kinds == RowKind.EXAMPLE).any())

    @property
    def cell(self) -> str:
        """The first cell of its heading: of the columns that stand together with those of its fields."""
        first = min(self.table.columns.values(), key=lambda column: column.index)
        for column in sorted(self.table.headed, key=lambda column: -column.index):
            first = column if column.index == first.index - 1 else first
        return address(first.row, first.index)


def tables_of(tab: Tab, form: Form, answers: Answers) -> Iterator[TableRead]:
    """Every table of a tab that a form would know, from the top. A tab with one table, as nearly all are, is read once."""
    start = 0
    for number in range(MOST_TABLES):
        placement = find(tab, form, start)
        if placement is None:
            return
        block = read_table(tab, placement.table, start, len(tab.rows), answers)
        below = _next_table(block)
        is_followed = below is not None and number + 1 < MOST_TABLES and find(tab, form, below) is not None
        if below is not None and is_followed:
            block = read_table(tab, placement.table, start, below, answers)
        if placement.above is not None:
            yield read_table(tab, placement.above, start, placement.table.first_row, answers)
        yield block
        yield from _beside(tab, placement, start, block, answers)
        if below is None:
            return
        start = below


def _next_table(block: TableRead) -> int | None:
    """The row at which another table begins, for good: no branch's row of this one follows."""
    others = np.flatnonzero(block.classification.kinds == RowKind.ANOTHER_TABLE)
    if not len(others) or (len(block.places) and block.places[-1] > others[0] + block.start):
        return None
    return int(others[0]) + block.start


def _beside(
    tab: Tab, placement: Placement, start: int, main: TableRead, answers: Answers
) -> Iterator[TableRead]:
    """The tables at the side of one: under the same row of headings, and further right under headings of their own."""
    end = start + len(main.classification.kinds)
    for table in placement.beside:
        yield replace(read_table(tab, table, start, end, answers), is_beside=True)
    headed = (
        max(column.index for table in (placement.table, *placement.beside) for column in table.headed) + 1
    )
    right = _right_of(tab, headed, min(end, start + ROWS_SEARCHED))
    further = find(right, placement.table.form, start) if right is not None else None
    is_above = further and placement.above and further.table.first_row == placement.above.first_row
    if further is not None and not is_above:
        yield replace(read_table(tab, further.table, start, end, answers), is_beside=True)


def _right_of(tab: Tab, column: int, end: int) -> Tab | None:
    """The first rows of a tab without what is left of a column; None where no text is right of it."""
    rows = tab.rows[:end]
    if not any(type(cell) is str for row in rows if len(row) > column for cell in row[column:]):
        return None
    blank: Row = (None,) * column
    return replace(tab, rows=tuple(blank + row[column:] for row in rows), hidden_rows=())


def read_table(tab: Tab, table: Table, start: int, end: int, answers: Answers) -> TableRead:
    """The amounts and names of all rows below the heading, since they tell what a row is."""
    form, top = table.form, table.last_row + 1
    body = columns.even(tab.rows[top:end], table.width)
    counts = {
        name: columns.read(columns.cells_of(body, column.index), form, name)
        for name, column in table.columns.items()
        if name in form.amounts
    }
    counts = shifted.refused(body, table, counts)
    at = table.columns.get("branch_name")
    names = columns.read_names(columns.cells_of(body, at.index)) if at else columns.no_names(len(body))
    named = rows_merged(tab, table, "branch_name", end) if at and tab.merges else []
    if tab.merges:
        counts = {
            # a figure merged as its branch's name is stands in one tall row
            name: columns.without_merged(
                values,
                [rows for rows in rows_merged(tab, table, name, end) if rows not in named],
                f"{form[name].kind}_merged",
            )
            for name, values in counts.items()
        }
    named += in_parts.under_one_name(body, table, names, counts.values())
    if named:
        names = names.refuse_merged(named, counts.values())
    names = in_parts.refused(body, table, names)
    as_first = replace(table, first_row=table.first_row - start, last_row=table.last_row - start)
    own = _cut(tab, start, end)
    classification = with_answers(classify(own, body, as_first, counts, names), own.rows, answers)
    in_body = np.flatnonzero(classification.kinds[top - start :] == RowKind.DATA)
    data = list(body) if len(in_body) == len(body) else [body[place] for place in in_body.tolist()]
    return TableRead(tab, table, start, counts, names, classification, in_body, data)


def rows_merged(tab: Tab, table: Table, name: str, end: int) -> list[range]:
    """The rows below the heading whose cells of a field are merged into one, merge by merge."""
    index, top = table.columns[name].index, table.last_row + 1
    return [
        range(first - top, min(last + 1, end) - top)
        for first, left, last, right in tab.merges
        if left <= index <= right and last > first and top <= first < end
    ]


def _cut(tab: Tab, start: int, end: int) -> Tab:
    """The rows of a tab that one table has."""
    if (start, end) == (0, len(tab.rows)):
        return tab
    hidden = tuple(row - start for row in tab.hidden_rows if start <= row < end)
    return replace(tab, rows=tab.rows[start:end], hidden_rows=hidden)
