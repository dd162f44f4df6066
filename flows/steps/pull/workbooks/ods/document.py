"""What an .ods holds, as LibreOffice, Excel and Google write it.

Arrives: the bytes of a zip archive with an OpenDocument spreadsheet in it.
Leaves:  its tabs, as those of an .xlsx; what `zip_parts` and expat raise of broken bytes, or Locked.
Not here: a table as it grows (`table`), what a cell holds (`cells`), what styles make of numbers (`formats`), rows
         read at once (`rows`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.steps.pull.workbooks.markup import Damaged, TooLarge, parse
from flows.steps.pull.workbooks.ods.cells import CellText, typed
from flows.steps.pull.workbooks.ods.formats import Formats
from flows.steps.pull.workbooks.ods.rows import RowReader
from flows.steps.pull.workbooks.ods.runs import parse_content
from flows.steps.pull.workbooks.ods.table import Table
from flows.steps.pull.workbooks.room import Room
from flows.steps.pull.workbooks.zip_parts import Locked, ZipParts
from schemas.sheet import Tab

CONTENT, STYLES, MANIFEST = "content.xml", "styles.xml", "meta-inf/manifest.xml"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
PREFIXES = ("office", "table", "text")
CELLS = ("table-cell", "covered-table-cell")
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
        self.table: Table | None = None

    def start(self, element: str, about: Mapping[str, str]) -> None:
        if not self.within:
            _know_prefixes(about)
        parent = self.within[-1] if self.within else ""
        self.within.append(element)
        if self.table is None:
            if element == "table" and parent == "spreadsheet":
                self.table = Table(
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

    def _end_row(self, table: Table) -> None:
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

    def end_table(self, table: Table) -> None:
        self.table = None
        tab = table.tab()
        self.room.take(tab)
        if not OF_ANOTHER_FILE.match(tab.title):
            self.tabs.append(tab)


def _know_prefixes(about: Mapping[str, str]) -> None:
    """Attributes are known by the prefixes that all programs use; with others, cells would be passed over."""
    for prefix in PREFIXES:
        if about.get(f"xmlns:{prefix}") != f"{OASIS}{prefix}:1.0":
            raise Damaged(prefix)
