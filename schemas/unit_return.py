"""A return on its way: what a sheet was read as, and what is left of it after checking.

Arrives: nothing; these are the values that `flows.steps.read`, `check` and `load` pass on.
Leaves:  `ReadReturn` (rows of typed values with their places) and `CheckedReturn` (accepted rows, findings).
Not here: how a sheet is read or checked.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from schemas.fields import FIELDS
from schemas.finding import Finding
from schemas.headings import Heading
from schemas.rules.rule import Severity
from schemas.sheet import Cell, Row, Tab, address, column_letters, in_tab

NEEDED = (("branch_name",), ("workforce", "members"), ("installed",))
"""The fields a sheet cannot do without, alternatives together."""


def any_of_vi(names: Iterable[str]) -> str:
    """Alternative fields as clerks call them."""
    return " hoặc ".join(FIELDS[name].label_vi for name in names)


NEEDED_VI = ", ".join(map(any_of_vi, NEEDED))


class RowKind(IntEnum):
    """`DATA` is a branch's row, to be accepted or refused; every other kind is recognised as not data."""

    DATA = 0
    LETTERHEAD = 1
    HEADING = 2
    COLUMN_NUMBERS = 3
    BLANK = 4
    SECTION = 5
    TOTAL = 6
    BREAKDOWN = 7
    NOTE = 8
    ANOTHER_TABLE = 9
    OTHER_TAB = 10
    PART = 11
    """A department of a branch, whose figures are in the branch's own."""
    COMPARISON = 12
    """Another time, an aim, an average, some of the people."""
    EXAMPLE = 13
    AFTER_TABLE = 14
    ANSWERED_NO = 15
    """Not a branch's row by somebody's answer: counted, and held against no sum."""


Kinds = npt.NDArray[np.int8]
"""What each row of a tab is, as numbers of `RowKind`, so that a million rows can be asked at once."""


def count_kinds(kinds: Kinds) -> Counter[RowKind]:
    """How many rows are of each kind."""
    counted = np.bincount(kinds, minlength=len(RowKind)).tolist()
    return Counter(dict(zip(RowKind, counted, strict=True)))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, counted from 0, with its heading as typed and the heading's row."""

    index: int
    row: int
    heading: str

    @property
    def cell(self) -> str:
        return address(self.row, self.index)


@dataclass(frozen=True, slots=True)
class Table:
    """A table's heading. `repeated` holds the fields that more than one column claims; `strange` the headings
    that name no field.
    """

    first_row: int
    last_row: int
    columns: dict[str, Column]
    repeated: dict[str, list[Column]] = field(default_factory=dict)
    strange: list[tuple[Column, Heading]] = field(default_factory=list)
    parts: dict[str, list[Column]] = field(default_factory=dict)
    """The columns beside a count's own that hold parts of it: "Android" and "iOS" beside "Tổng"."""
    standing: frozenset[str] = frozenset()
    """The counts among these whose own column holds what stands so far: no part is more than it."""

    @property
    def width(self) -> int:
        """How many cells a row has up to the last column."""
        parts = (column for columns in self.parts.values() for column in columns)
        return max((column.index + 1 for column in (*self.columns.values(), *parts)), default=0)

    @property
    def headed(self) -> list[Column]:
        """Every column that has a heading, whatever that says."""
        claimed = (column for of in (*self.repeated.values(), *self.parts.values()) for column in of)
        return [*self.columns.values(), *claimed, *(column for column, _ in self.strange)]

    @property
    def missing(self) -> list[tuple[str, ...]]:
        """The needed fields that no column holds."""
        return [names for names in NEEDED if not any(name in self.columns for name in names)]

    @property
    def score(self) -> tuple[int, int, int]:
        """More fields, then fewer rows, then higher up, makes the better heading."""
        known = len(self.columns) + sum(name not in self.columns for name in self.repeated)
        return (known, self.first_row - self.last_row, -self.first_row)


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row that sums others up: its row counted from 0 and its counts as read."""

    row: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table that was read, as a part of a return: its rows from `first` on, numbered through all that was read.

    `before` is the number of rows that were read before its tab; `names_tab` is whether an address must say the tab.
    """

    first: int
    before: int
    tab: Tab
    table: Table
    names_tab: bool = False

    def at(self, row: int, column: int) -> str:
        """The A1 address of a cell, as 'Cụm 1'!B14 where the return has several tabs."""
        cell = address(row - self.before, column)
        return in_tab(self.tab.title, cell) if self.names_tab else cell

    def of(self, column: Column) -> str:
        """The address of a column's heading."""
        return self.at(column.row + self.before, column.index)

    def cells(self, row: int) -> Row:
        """The cells of a row."""
        return self.tab.rows[row - self.before]


@dataclass(frozen=True)
class ReadReturn:
    """What a sheet says. `rows` has one line per branch's row: `row` (counted from 0), the fields, and for each
    field read a companion `<field>_refusal`. `kinds` counts every row of the sheet by what it was.

    A row's number counts through all tabs that were read, as if they stood one below another: `table_at` tells its tab.
    """

    rows: pd.DataFrame
    kinds: Counter[RowKind]
    tables: tuple[PlacedTable, ...] = ()
    """The tables that make up the return, the main one first as the sheet has them; none where no table was found."""
    row_kinds: Kinds = field(default_factory=lambda: np.empty(0, dtype=np.int8))
    """What each row of the tabs that were read is."""
    totals: tuple[TotalRow, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def table(self) -> Table | None:
        """The first table that was read."""
        return self.tables[0].table if self.tables else None

    @property
    def tab(self) -> Tab | None:
        """Its tab, the text in Unicode."""
        return self.tables[0].tab if self.tables else None

    @property
    def is_readable(self) -> bool:
        """Whether the table has every needed column, so that its rows can be told."""
        return bool(self.tables) and not any(block.table.missing for block in self.tables)

    @cached_property
    def _firsts(self) -> list[int]:
        return [block.first for block in self.tables]

    def table_at(self, row: int) -> PlacedTable:
        """The table that a row belongs to; rows above the first one are its letterhead."""
        return self.tables[max(bisect_right(self._firsts, row) - 1, 0)]

    def has(self, name: str) -> bool:
        """Whether some table has a column of a field."""
        return any(name in block.table.columns for block in self.tables)

    def cells(self, row: int) -> Row:
        """The cells of a row as they came."""
        return self.table_at(row).cells(row)

    def cell(self, row: int, name: str) -> Cell:
        """The cell as it came; None where the field has no column or the row is short."""
        column, cells = self.column(row, name), self.cells(row)
        return cells[column.index] if column and column.index < len(cells) else None

    def column(self, row: int, name: str) -> Column | None:
        """The column of a field in a row's table, None where that has none."""
        return self.table_at(row).table.columns.get(name) if self.tables else None

    def address(self, row: int, name: str) -> str | None:
        """The A1 address of a row's cell for a field."""
        block = self.table_at(row)
        column = block.table.columns.get(name)
        return block.at(row, column.index) if column else None

    def heading(self, row: int, name: str) -> str | None:
        """A field's heading as typed, above a row."""
        column = self.column(row, name)
        return column.heading if column else None

    def addresses(self, rows: list[int], name: str) -> list[str]:
        """The A1 addresses of many rows' cells for a field."""
        if len(self.tables) > 1:
            return [self.address(row, name) or "" for row in rows]
        column = self.column(0, name)
        letters = column_letters(column.index if column else 0)
        return [f"{letters}{row + 1}" for row in rows]


@dataclass(frozen=True)
class CheckedReturn:
    """`accepted` has the stored fields, `branch_key` and `source_cell`; `bad_keys` are the branches of refused rows
    and of rows that wait for an answer.
    """

    accepted: pd.DataFrame
    bad_keys: frozenset[str]
    findings: tuple[Finding, ...]
    rows_in_sheet: int
    rows_refused: int
    rows_waiting: int
    """Rows that a question is about: neither accepted nor refused until somebody answers."""
    is_submitted: bool
    keeps_vanished: bool
    """A refused or waiting row has no readable name, or no row could be read: a branch that is not there may be it."""

    @property
    def rows_accepted(self) -> int:
        return len(self.accepted)

    @property
    def has_branches(self) -> bool:
        """Whether any row is a branch's, or may be."""
        return self.rows_accepted + self.rows_refused + self.rows_waiting > 0

    @property
    def rows_not_data(self) -> int:
        return self.rows_in_sheet - self.rows_accepted - self.rows_refused - self.rows_waiting

    @property
    def errors(self) -> int:
        return self._count("error")

    @property
    def questions(self) -> int:
        return self._count("question")

    @property
    def warnings(self) -> int:
        return self._count("warning")

    @property
    def is_valid(self) -> bool:
        """A complete valid return: at least one branch's row, no finding of severity error, no open question."""
        return self.rows_accepted > 0 and self.errors == 0 and self.questions == 0

    @property
    def is_waiting(self) -> bool:
        """Nothing but open questions keeps it from being a valid return."""
        return self.errors == 0 and self.questions > 0 and self.rows_accepted + self.rows_waiting > 0

    def _count(self, severity: Severity) -> int:
        return sum(each.severity == severity for each in self.findings)
