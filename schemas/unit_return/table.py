"""A table of a sheet: its heading's rows, the column of each field, and where it stands in a return.

Arrives: nothing.
Leaves:  `Column`, `Table` and `PlacedTable`.
Not here: how a table is found (`flows.steps.read.table`), what its rows say (`schemas.unit_return`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.form.form import Form
from schemas.headings.heading import Heading
from schemas.sheet import Cell, Row, Tab, address, in_tab


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table, counted from 0, with its heading as typed and the heading's row."""

    index: int
    row: int
    heading: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table's heading. `repeated` holds the fields that more than one column claims; `strange` the headings
    that name no field.
    """

    form: Form
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
        return [names for names in self.form.needed if not any(name in self.columns for name in names)]

    @property
    def score(self) -> tuple[int, int, int]:
        """More fields, then fewer rows, then higher up, makes the better heading."""
        known = len(self.columns) + sum(name not in self.columns for name in self.repeated)
        return (known, self.first_row - self.last_row, -self.first_row)


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

    def cell(self, row: int, name: str) -> Cell:
        """The cell of a field as it came; None where the field has no column or the row is short."""
        column, cells = self.table.columns.get(name), self.cells(row)
        return cells[column.index] if column and column.index < len(cells) else None

    def address(self, row: int, name: str) -> str | None:
        """The A1 address of a field's cell."""
        column = self.table.columns.get(name)
        return self.at(row, column.index) if column else None

    def heading(self, name: str) -> str | None:
        """A field's heading as typed."""
        column = self.table.columns.get(name)
        return column.heading if column else None

    def cells(self, row: int) -> Row:
        """The cells of a row."""
        return self.tab.rows[row - self.before]
