"""The cells of one worksheet of an .xlsx.

Arrives: an opened `Package` and one of its sheets.
Leaves:  a `Tab`: typed cells, merged ranges, hidden rows.
Not here: the other parts of the workbook (`package`), what a single cell holds (`cells`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.steps.pull.workbooks.markup import LAST_COLUMN, LAST_ROW, YES, Damaged, RichText, TooLarge
from flows.steps.pull.workbooks.room import Room
from flows.steps.pull.workbooks.xlsx.cells import CellReader
from flows.steps.pull.workbooks.xlsx.package import Package, SheetPart
from flows.steps.pull.workbooks.xlsx.rows import RowReader
from flows.steps.pull.workbooks.xlsx.runs import Run, parse_run
from schemas.sheet import Cell, Row, Tab, column_of

_ADDRESS = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_COLLECTED = frozenset({"v", "f"})


def xlsx_tabs(content: bytes, most_cells: int) -> tuple[Tab, ...]:
    """Its worksheets. Raises DeclaresType, TooLarge for more cells than `most_cells`, and what broken bytes raise."""
    package = Package(content)
    room = Room(most_cells)
    tabs: list[Tab] = []
    for sheet in package.sheets:
        tabs.append(read_tab(package, sheet, room.cells))
        room.take(tabs[-1])
    package.refuse_types()
    return tuple(tabs)


def read_tab(package: Package, sheet: SheetPart, most_cells: int) -> Tab:
    """Read a worksheet. Raises TooLarge as soon as there are more than `most_cells`, Damaged for what is none."""
    if package.has_more_values(sheet.part, most_cells):
        raise TooLarge
    found = _Worksheet(package, most_cells)
    run = Run("row", "sheetData", RowReader(found).read)
    pieces = package.pieces(sheet.part)
    parse_run(run, pieces, start=found.start, end=found.end, characters=found.characters)
    if not found.is_worksheet:
        raise Damaged(sheet.part)
    rows = tuple(found.rows.get(number, ()) for number in range(1, max(found.rows, default=0) + 1))
    return Tab(
        sheet.title,
        rows,
        merges=tuple(sorted(found.merges)),
        hidden_rows=tuple(sorted(row for row in found.hidden if row < len(rows))),
        is_hidden=sheet.is_hidden,
    )


class _Worksheet:
    """What a worksheet's elements tell, in the order they come."""

    def __init__(self, package: Package, most_cells: int) -> None:
        self.reader, self.most_cells = CellReader(package), most_cells
        self.typed = self.reader.typed
        self.is_worksheet = False
        self.rows: dict[int, Row] = {}
        self.hidden: set[int] = set()
        self.merges: set[tuple[int, int, int, int]] = set()
        self.cells = self.number = self.column = 0
        self.row: list[Cell] = []
        self.inline = RichText()
        self.is_inline = False
        self.collected: list[str] | None = None
        self.about: Mapping[str, str] = {}
        self.value: str | None = None
        self.formula: str | None = None
        self.columns: Mapping[str, int] = _Columns()

    def start(self, element: str, about: Mapping[str, str]) -> None:
        if element == "c":
            self.begin_cell(about)
        elif element in _COLLECTED:
            self.collected = []
        elif element == "row":
            self.begin_row(about)
        elif element == "is":
            self.is_inline = True
        elif self.is_inline:
            self.inline.start(element, about)
        elif element == "mergeCell":
            self.merges.add(_range(about.get("ref", "")))
        elif element == "worksheet":
            self.is_worksheet = True

    def characters(self, text: str) -> None:
        if self.collected is not None:
            self.collected.append(text)
        elif self.is_inline:
            self.inline.characters(text)

    def end(self, element: str) -> None:
        if element == "c":
            self.end_cell()
        elif element == "v" and self.collected is not None:
            self.value, self.collected = "".join(self.collected), None
        elif element == "f" and self.collected is not None:
            self.formula, self.collected = "".join(self.collected), None
        elif element == "is":
            self.is_inline, self.value = False, self.inline.take()
        elif self.is_inline:
            self.inline.end(element)
        elif element == "row":
            self.keep(self.row)

    def begin_row(self, about: Mapping[str, str]) -> None:
        self.number = self.number_of(about)
        self.column, self.row = 0, list(self.rows.pop(self.number, ()))
        if about.get("hidden") in YES:
            self.hidden.add(self.number - 1)

    def number_of(self, about: Mapping[str, str]) -> int:
        """A row's number, by default the next one. Raises TooLarge for one beneath the grid."""
        number = int(about["r"]) if "r" in about else self.number + 1
        if not 1 <= number <= LAST_ROW:
            raise TooLarge
        return number

    def keep(self, row: list[Cell]) -> None:
        """The cells of the row that ends. Raises TooLarge once there are too many."""
        if row:
            self.cells += len(row)
            self.rows[self.number] = tuple(row)
            if self.cells > self.most_cells or len(row) > LAST_COLUMN:
                raise TooLarge

    def free_row(self, number: str | None, about: Mapping[str, str]) -> int | None:
        """Where a row stands; None for one that comes twice: there the order of single cells counts."""
        at = self.number_of(about if number is None else {"r": number})
        return None if at in self.rows else at

    def add_row(self, at: int, about: Mapping[str, str], row: list[Cell]) -> None:
        """Keep a row that was read at once."""
        self.number = at
        if about.get("hidden") in YES:
            self.hidden.add(at - 1)
        self.keep(row)

    def begin_cell(self, about: Mapping[str, str]) -> None:
        self.about, self.value, self.formula = about, None, None
        at = about.get("r")
        self.column = self.column + 1 if at is None else self.columns[at.rstrip("0123456789")]

    def end_cell(self) -> None:
        typed = self.typed(self.about, self.value, self.formula)
        if typed is None or typed == "":
            return
        if self.column > LAST_COLUMN:
            raise TooLarge
        missing = self.column - len(self.row)
        if missing == 1:
            self.row.append(typed)
        else:
            self.row += [None] * missing
            self.row[self.column - 1] = typed


class _Columns(dict[str, int]):
    """The column that letters name: A is 1. Raises Damaged for what is no column."""

    def __missing__(self, written: str) -> int:
        letters = written.replace("$", "").upper()
        if not letters or not letters.isascii() or not letters.isalpha():
            raise Damaged(written)
        self[written] = column = column_of(letters[:4]) + 1
        return column


def _range(written: str) -> tuple[int, int, int, int]:
    """A merged range, counted from 0, both ends included."""
    first, _, last = written.partition(":")
    ends = [_ADDRESS.fullmatch(each) for each in (first, last or first)]
    if ends[0] is None or ends[1] is None:
        raise Damaged(written)
    columns = _Columns()
    (left, top), (right, bottom) = ((columns[end[1]] - 1, int(end[2]) - 1) for end in ends if end)
    return (min(top, bottom), min(left, right), max(top, bottom), max(left, right))
