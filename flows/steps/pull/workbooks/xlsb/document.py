"""What an .xlsb holds, a workbook of Excel 2007 and later in binary records.

Arrives: the bytes of a zip archive with such a workbook in it.
Leaves:  its tabs, as those of an .xlsx; what `zip_parts` raises of broken bytes.
Not here: how records are made (`records`).

pyxlsb gives an error as text and no merged cells, calamine an error as nothing; so its records are read here. Formulas
have their results beside them, always.
"""

from __future__ import annotations

from collections.abc import Callable

from flows.steps.pull.workbooks.markup import LAST_COLUMN, LAST_ROW, Damaged, TooLarge
from flows.steps.pull.workbooks.numbers import code_of, number_cell
from flows.steps.pull.workbooks.room import Room
from flows.steps.pull.workbooks.xlsb.records import double, records, rk, text, uint32
from flows.steps.pull.workbooks.zip_parts import ZipParts
from schemas.sheet import Cell, CellError, Tab, trim

WORKBOOK, STRINGS, STYLES, SHEET = "xl/workbook.bin", "/sharedStrings", "/styles", "/worksheet"
ROW, MERGE, STRING, FORMAT, STYLE = 0, 176, 19, 44, 47
TAB, ABOUT_WORKBOOK, END_SHEET, BEGIN_STYLES, END_STYLES = 156, 153, 130, 617, 618
IS_1904, IS_HIDDEN_ROW = 1, 0x10
LAST_CELL, FIRST_SHORT, LAST_SHORT, RICH_CELL = 11, 12, 18, 62
"""Cells are records 1 to 11, each with its column; 12 to 18 are the first seven again, each beside the one before."""
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}  # fmt: skip


def xlsb_tabs(content: bytes, most_cells: int) -> tuple[Tab, ...]:
    """Its worksheets. Raises Damaged, DeclaresType, and TooLarge as soon as there are more cells than `most_cells`."""
    book = _Book(ZipParts(content))
    room = Room(most_cells)
    tabs: list[Tab] = []
    for title, part, is_hidden in book.sheets:
        tabs.append(_Worksheet(book, room.cells).read(title, part, is_hidden=is_hidden))
        room.take(tabs[-1])
    book.parts.refuse_types()
    return tuple(tabs)


class _Book:
    """What the sheets share."""

    def __init__(self, parts: ZipParts) -> None:
        self.parts = parts
        workbook = next((to for kind, _, to in parts.relations("") if kind == "/officeDocument"), WORKBOOK)
        links = parts.relations(workbook)
        targets = {key: (kind, to) for kind, key, to in links}
        self.starts_in_1904 = False
        self.sheets: list[tuple[str, str, bool]] = []
        for kind, data in records(self.data(workbook)):
            if kind == ABOUT_WORKBOOK:
                self.starts_in_1904 = bool(uint32(data, 0) & IS_1904)
            elif kind == TAB:
                key = text(data, 8)
                of_kind, to = targets.get(key, ("", ""))
                if not of_kind:
                    raise Damaged(key)
                if of_kind == SHEET:
                    self.sheets.append((text(data, 12 + 2 * uint32(data, 8)), to, uint32(data, 0) != 0))
        by_kind = {kind: to for kind, _, to in links}
        self.strings = [
            text(data, 1) for kind, data in self.records_of(by_kind.get(STRINGS)) if kind == STRING
        ]
        self.codes = self._codes(by_kind.get(STYLES))

    def data(self, part: str) -> bytes:
        return b"".join(self.parts.pieces(part))

    def records_of(self, part: str | None) -> list[tuple[int, bytes]]:
        return list(records(self.data(part))) if part is not None and self.parts.has(part) else []

    def _codes(self, part: str | None) -> list[str | None]:
        """What each style makes of a number."""
        written: dict[int, str] = {}
        codes: list[str | None] = []
        is_within = False
        for kind, data in self.records_of(part):
            if kind == FORMAT:
                written[int.from_bytes(data[:2], "little")] = text(data, 2)
            elif kind in (BEGIN_STYLES, END_STYLES):
                is_within = kind == BEGIN_STYLES
            elif kind == STYLE and is_within:
                number = int.from_bytes(data[2:4], "little")
                codes.append(code_of(number, written.get(number)))
        return codes


class _Worksheet:
    def __init__(self, book: _Book, most_cells: int) -> None:
        self.book, self.most_cells, self.cells = book, most_cells, 0
        self.rows: dict[int, list[Cell]] = {}
        self.hidden: set[int] = set()
        self.merges: set[tuple[int, int, int, int]] = set()
        self.row: list[Cell] = []
        self.column = -1

    def read(self, title: str, part: str, *, is_hidden: bool) -> Tab:
        kind = -1
        for kind, data in records(self.book.data(part)):
            if kind == ROW:
                self.begin_row(data)
            elif kind <= LAST_CELL or kind == RICH_CELL:
                self.add(uint32(data, 0), data[4:], CELLS[kind])
            elif FIRST_SHORT <= kind <= LAST_SHORT:
                self.add(self.column + 1, data, CELLS[kind - FIRST_SHORT + 1])
            elif kind == MERGE:
                top, bottom, left, right = (uint32(data, at) for at in (0, 4, 8, 12))
                self.merges.add((top, left, bottom, right))
        if kind != END_SHEET:
            raise Damaged(part)
        rows = trim([self.rows.get(number, []) for number in range(max(self.rows, default=-1) + 1)])
        return Tab(
            title,
            rows,
            merges=tuple(sorted(self.merges)),
            hidden_rows=tuple(sorted(row for row in self.hidden if row < len(rows))),
            is_hidden=is_hidden,
        )

    def begin_row(self, data: bytes) -> None:
        number = uint32(data, 0)
        if number >= LAST_ROW:
            raise TooLarge
        if data[11] & IS_HIDDEN_ROW:
            self.hidden.add(number)
        self.column = -1
        self.row = self.rows.setdefault(number, [])

    def add(self, column: int, data: bytes, read: Callable[[_Book, bytes], Cell]) -> None:
        """A cell of the row: four bytes for its style, then its value."""
        self.column = column
        cell = read(self.book, data)
        if cell is None or cell == "":
            return
        if column >= LAST_COLUMN:
            raise TooLarge
        self.cells += max(0, column + 1 - len(self.row))
        if self.cells > self.most_cells:
            raise TooLarge
        self.row += [None] * (column + 1 - len(self.row))
        self.row[column] = cell


def _number(number: float, book: _Book, data: bytes) -> Cell:
    style = int.from_bytes(data[:3], "little")
    code = book.codes[style] if style < len(book.codes) else None
    return number_cell(number, code, starts_in_1904=book.starts_in_1904)


def _shared(book: _Book, data: bytes) -> Cell:
    index = uint32(data, 4)
    if index >= len(book.strings):
        raise Damaged("sharedStrings")
    return book.strings[index]


CELLS: dict[int, Callable[[_Book, bytes], Cell]] = {
    1: lambda _, __: None,
    2: lambda book, data: _number(rk(data, 4), book, data),
    3: lambda _, data: CellError(ERRORS.get(data[4], "#N/A")),
    4: lambda _, data: bool(data[4]),
    5: lambda book, data: _number(double(data, 4), book, data),
    6: lambda _, data: text(data, 4),
    7: _shared,
    8: lambda _, data: text(data, 4),
    9: lambda book, data: _number(double(data, 4), book, data),
    10: lambda _, data: bool(data[4]),
    11: lambda _, data: CellError(ERRORS.get(data[4], "#N/A")),
    RICH_CELL: lambda _, data: text(data, 5),
}
"""What each kind of cell holds."""
