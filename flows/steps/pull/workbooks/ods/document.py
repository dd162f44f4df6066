"""What an .ods holds, as LibreOffice, Excel and Google write it.

Arrives: the bytes of a zip archive with an OpenDocument spreadsheet in it.
Leaves:  its tabs, as those of an .xlsx; what `zip_parts` and expat raise of broken bytes, or Locked.
Not here: what a cell holds (`cells`), what styles make of numbers (`formats`), rows read at once (`rows`).

Cells and rows that are alike are written once, with how often they come: a blank row a million times.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.steps.pull.workbooks.ods.cells import CellText, typed
from flows.steps.pull.workbooks.ods.formats import Formats
from flows.steps.pull.workbooks.ods.rows import RowReader
from flows.steps.pull.workbooks.ods.runs import parse_content
from flows.steps.pull.workbooks.room import Room
from flows.steps.pull.workbooks.xlsx.markup import LAST_COLUMN, LAST_ROW, Damaged, TooLarge, parse
from flows.steps.pull.workbooks.zip_parts import Locked, ZipParts
from schemas.sheet import Cell, Tab, trim

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "meta-inf/manifest.xml"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = ("office", "table", "text")
CELLS = ("table-cell", "covered-table-cell")
HIDDEN = ("collapse", "filter")
AROUND_ROWS = frozenset({"table", "table-header-rows", "table-rows", "table-row-group"})
OF_ANOTHER_FILE = re.compile("'.+'#")
"""How LibreOffice names a copy of what formulas take from another file, 'file:///last.ods'#$Bảng: no tab of this one."""


def ods_tabs(content: bytes, most_cells: int) -> tuple[Tab, ...]:
    """Its tables. Raises Damaged, DeclaresType, Locked, and TooLarge as soon as there are more cells than `most_cells`."""
    parts = ZipParts(content)
    if parts.has(MANIFEST) and b"encryption-data" in b"".join(parts.pieces(MANIFEST)):
        raise Locked
    found = _Content(most_cells)
    if parts.has(STYLES):
        parse(
            parts.pieces(STYLES),
            start=found.formats.start,
            end=found.formats.end,
            characters=found.formats.characters,
        )
    parse_content(parts.pieces(CONTENT), found)
    if not found.is_spreadsheet:
        raise Damaged(CONTENT)
    return tuple(found.tabs)


class _Content:
    """What the elements of the content tell, in the order they come."""

    def __init__(self, most_cells: int) -> None:
        self.most_cells, self.cells, self.room = most_cells, 0, Room(most_cells)
        self.tabs: list[Tab] = []
        self.formats, self.text = Formats(), CellText()
        self.rows = RowReader(self.formats)
        self.within: list[str] = []
        self.is_spreadsheet = False
        self.table: _Table | None = None

    def start(self, element: str, about: Mapping[str, str]) -> None:
        if not self.within:
            _know_prefixes(about)
        parent = self.within[-1] if self.within else ""
        self.within.append(element)
        if self.table is None:
            if element == "table" and parent == "spreadsheet":
                self.table = _Table(
                    about, is_hidden=self.formats.is_hidden_table(about.get("table:style-name"))
                )
            elif element == "spreadsheet":
                self.is_spreadsheet = True
            else:
                self.formats.start(element, about)
        elif self.table.depth or element == "table":
            # a table within a cell is no part of this one
            self.table.depth += 1
        elif self.text.is_open:
            self.text.start(element, about)
        elif element in CELLS:
            self.text.begin()
            self.table.about = about
        elif element == "table-row":
            self.table.begin_row(about)
        elif element == "table-column":
            self.table.add_columns(about)

    def is_among_rows(self) -> bool:
        """Whether a row may begin here that is the table's own."""
        return self.table is not None and not self.table.depth and self.within[-1] in AROUND_ROWS

    def read_rows(self, text: str) -> int:
        """How much of a text are rows that were read."""
        at, table = 0, self.table
        while table is not None and (end := self.rows.next_row(table, text, at)) > at:
            at = end
            self._end_row(table)
        return at

    def _end_row(self, table: _Table) -> None:
        self.cells += table.end_row()
        if self.cells > self.most_cells:
            raise TooLarge

    def characters(self, text: str) -> None:
        if self.table is None:
            self.formats.characters(text)
        elif self.text.is_open:
            self.text.characters(text)

    def end(self, element: str) -> None:
        self.within.pop()
        table = self.table
        if table is None:
            self.formats.end(element)
        elif table.depth:
            table.depth -= 1
        elif self.text.is_open:
            if element in CELLS:
                self.text.is_open = False
                code = self.formats.code(table.style())
                table.add_cell(typed(table.about, self.text.taken(), code))
            else:
                self.text.end(element)
        elif element == "table-row":
            self._end_row(table)
        elif element == "table":
            self.end_table(table)

    def end_table(self, table: _Table) -> None:
        self.table = None
        tab = table.tab()
        self.room.take(tab)
        if not OF_ANOTHER_FILE.match(tab.title):
            self.tabs.append(tab)


class _Table:
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


def _know_prefixes(about: Mapping[str, str]) -> None:
    """Attributes are known by the prefixes that all programs use; with others, cells would be passed over."""
    for prefix in PREFIXES:
        if about.get(f"xmlns:{prefix}") != f"{OASIS}{prefix}:1.0":
            raise Damaged(prefix)
