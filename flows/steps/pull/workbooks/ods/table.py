"""A table of an .ods as its columns, rows and cells come.

Arrives: the attributes of its elements, the cells that were read.
Leaves:  a `Tab`; TooLarge where a repetition would go past every grid, Damaged for one that is none.
Not here: which element begins what (`document`), rows read at once (`rows`).

Cells and rows that are alike are written once, with how often they come: a blank row a million times.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.steps.pull.workbooks.markup import LAST_COLUMN, LAST_ROW, Damaged, TooLarge
from schemas.sheet import Cell, Tab, trim

HIDDEN = ("collapse", "filter")


class Table:
    """What has come so far. `depth`: how many tables within one of its cells are open."""

    def __init__(self, about: Mapping[str, str], *, is_hidden: bool) -> None:
        self.title, self.is_hidden = about.get("table:name", ""), is_hidden
        self.rows: list[list[Cell]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self.hidden: list[tuple[int, int]] = []
        self.number = self.column = self.depth = self.columns_end = 0
        self.columns: list[tuple[int, str | None]] = []
        self.column_styles: dict[int, str | None] = {}
        self.row: list[Cell] = []
        self.about: Mapping[str, str] = {}
        self.about_row: Mapping[str, str] = {}

    def add_columns(self, about: Mapping[str, str]) -> None:
        self.columns_end += _times(about, "table:number-columns-repeated")
        self.columns.append((self.columns_end, about.get("table:default-cell-style-name")))
        self.column_styles.clear()

    def style(self) -> str | None:
        """The style of the cell that is open."""
        own = self.about.get("table:style-name")
        return self.default_style(self.column) if own is None else own

    def default_style(self, column: int) -> str | None:
        """The style of a cell that has none of its own: its row's, else its column's."""
        of_row = self.about_row.get("table:default-cell-style-name")
        if of_row is not None:
            return of_row
        if column not in self.column_styles:
            self.column_styles[column] = next((style for end, style in self.columns if column < end), None)
        return self.column_styles[column]

    def begin_row(self, about: Mapping[str, str]) -> None:
        self.about_row, self.row, self.column = about, [], 0

    def add_cell(self, cell: Cell) -> None:
        about = self.about
        times = _times(about, "table:number-columns-repeated")
        if cell is not None and cell != "":
            if self.column + times > LAST_COLUMN:
                raise TooLarge
            self.row += [None] * (self.column - len(self.row))
            self.row += [cell] * times
        wide = _times(about, "table:number-columns-spanned")
        high = _times(about, "table:number-rows-spanned")
        if wide > 1 or high > 1:
            self.merges.append((self.number, self.column, self.number + high - 1, self.column + wide - 1))
        self.column += times

    def end_row(self) -> int:
        """How many cells the row adds, each time that it comes."""
        times = _times(self.about_row, "table:number-rows-repeated")
        if self.about_row.get("table:visibility") in HIDDEN:
            self.hidden.append((self.number, self.number + times))
        added = len(self.row) * times
        if self.row:
            if self.number + times > LAST_ROW or added > LAST_ROW * 4:
                raise TooLarge
            self.rows += [[] for _ in range(self.number - len(self.rows))]
            self.rows += [self.row] * times
        self.number += times
        return added

    def tab(self) -> Tab:
        rows = trim(self.rows)
        hidden = tuple(row for first, end in self.hidden for row in range(first, min(end, len(rows))))
        return Tab(
            self.title, rows, merges=tuple(sorted(self.merges)), hidden_rows=hidden, is_hidden=self.is_hidden
        )


def _times(about: Mapping[str, str], name: str) -> int:
    times = int(about.get(name, "1"))
    if times < 1:
        raise Damaged(name)
    return times
