"""A return on its way: what a sheet was read as, and what is left of it after checking.

Arrives: nothing; these are the values that `flows.steps.reading`, `checking` and `loading` pass on.
Leaves:  `ReadReturn` (rows of typed values with their places) and `CheckedReturn` (accepted rows, findings).
Not here: how a sheet is read or checked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from schemas.fields import FIELDS
from schemas.finding import Finding, Severity
from schemas.headings import Heading
from schemas.sheet import Cell, Row, Tab, address

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

    @property
    def width(self) -> int:
        """How many cells a row has up to the last column."""
        return max((column.index + 1 for column in self.columns.values()), default=0)

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


@dataclass(frozen=True)
class ReadReturn:
    """What a sheet says. `rows` has one line per branch's row: `row` (counted from 0), the fields, and for each
    field read a companion `<field>_refusal`. `kinds` counts every row of the sheet by what it was.
    """

    rows: pd.DataFrame
    kinds: Counter[RowKind]
    table: Table | None = None
    tab: Tab | None = None
    """The tab that holds the table, its text in Unicode; None where no table was found."""
    row_kinds: Kinds = field(default_factory=lambda: np.empty(0, dtype=np.int8))
    """What each row of that tab is."""
    totals: tuple[TotalRow, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def cells(self) -> tuple[Row, ...]:
        """The rows of the tab that was read."""
        return self.tab.rows if self.tab else ()

    @property
    def is_readable(self) -> bool:
        """Whether the table has every needed column, so that its rows can be told."""
        return self.table is not None and not self.table.missing

    def column(self, name: str) -> Column | None:
        """The column of a field, None where the table has none."""
        return self.table.columns.get(name) if self.table else None

    def cell(self, row: int, name: str) -> Cell:
        """The cell as it came, of a row counted from 0; None where the field has no column or the row is short."""
        column = self.column(name)
        if column is None or column.index >= len(self.cells[row]):
            return None
        return self.cells[row][column.index]

    def address(self, row: int, name: str) -> str | None:
        """The A1 address of a row's cell for a field."""
        column = self.column(name)
        return address(row, column.index) if column else None

    def heading(self, name: str) -> str | None:
        """A field's heading as typed."""
        column = self.column(name)
        return column.heading if column else None


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

    def _count(self, severity: Severity) -> int:
        return sum(each.severity == severity for each in self.findings)
