"""A return on its way: what a sheet was read as, and what is left of it after checking.

Arrives: nothing; these are the values that `flows.steps.read`, `check` and `load` pass on.
Leaves:  `ReadReturn` (rows of typed values with their places) and `CheckedReturn` (accepted rows, findings).
Not here: how a sheet is read or checked; the rows themselves (`schemas.typed_rows`).

| module | what it is |
| --- | --- |
| `table` | where a table's heading and columns are |
| `readers` | how a cell of each quantity is read |
| `row_kind` | what a row is: a branch's, or something else |
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from schemas.finding import Finding
from schemas.form.form import Form
from schemas.rules.rule import Severity
from schemas.sheet import Row, Tab, addresses
from schemas.typed_rows import TypedRows
from schemas.unit_return.row_kind import Kinds, RowKind
from schemas.unit_return.table import PlacedTable, Table

RowSums = Mapping[str, Mapping[str, int]]
"""By what became of rows (`accepted`, `refused`, `waiting`, `not_data`) the sums of what could be read of each amount."""


@dataclass(frozen=True, slots=True)
class TotalRow:
    """A row that sums others up: its row counted from 0 and its counts as read."""

    row: int
    counts: dict[str, int]


@dataclass(frozen=True)
class ReadReturn:
    """What a sheet says. `rows` has one line per branch's row: `row` (counted from 0), the form's quantities, and for each
    that is read a companion `<field>_refusal`. `kinds` counts every row of the sheet by what it was.

    A row's number counts through all tabs that were read, as if they stood one below another: `table_at` tells its tab.
    """

    form: Form
    rows: TypedRows
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

    def address(self, row: int, name: str) -> str | None:
        """The A1 address of a row's cell for a field."""
        return self.table_at(row).address(row, name)

    def heading(self, row: int, name: str) -> str | None:
        """A field's heading as typed, above a row."""
        return self.table_at(row).heading(name)

    def addresses(self, rows: list[int], name: str) -> list[str]:
        """The A1 addresses of many rows' cells for a field."""
        if len(self.tables) > 1:
            return [self.address(row, name) or "" for row in rows]
        column = self.tables[0].table.columns.get(name) if self.tables else None
        return addresses(rows, column.index if column else 0)


@dataclass(frozen=True)
class CheckedReturn:
    """`accepted` has the stored fields, `branch_key` and `source_cell`; `bad_keys` are the branches of refused rows
    and of rows that wait for an answer.
    """

    accepted: TypedRows
    bad_keys: frozenset[str]
    findings: tuple[Finding, ...]
    rows_in_sheet: int
    rows_refused: int
    rows_waiting: int
    """Rows that a question is about: neither accepted nor refused until somebody answers."""
    is_submitted: bool
    keeps_vanished: bool
    """A refused or waiting row has no readable name, or no row could be read: a branch that is not there may be it."""
    row_sums: RowSums = field(default_factory=dict)

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
