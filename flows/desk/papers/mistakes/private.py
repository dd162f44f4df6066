"""A unit's tabs without what is no part of a paper: numbers of persons, persons named in its rows, columns nobody asked for.

Arrives: the tabs of a content, and how its sheet is read; findings.
Leaves:  the same tabs with … in such cells, and what is said at the headings of such columns.
Not here: who is a person in a text (`schemas.vietnamese.persons`), which heading is personal (`schemas.headings`).

A rapporteur is named in the unit's own paper: above and below its tables and in the column for whoever reports a name stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from schemas.form.form import Form
from schemas.headings.grammar import grammar_of
from schemas.headings.heading import Kind
from schemas.report import OpenFinding
from schemas.row_kind import RowKind
from schemas.sheet import Cell, FormattedNumber, Row, Tab
from schemas.table import PlacedTable
from schemas.unit_return import ReadReturn
from schemas.vietnamese.persons import showing_persons, without_persons
from schemas.vietnamese.telephones import SHOWN, without_phones

RAPPORTEUR = "contact_name"
ADDRESSES = ("contact_phone", "email")
"""Quantities of every form (`schemas/form/common.toml`) under which persons are reached."""
LEAST_TELEPHONE = 10**8
"""A number with fewer digits is nobody's by itself."""
LONGEST_HEADING, FEWEST_HEADINGS = 60, 2
REMOVE = "Cột này là thông tin cá nhân không ai yêu cầu, đã được thay bằng … trong bản này; hãy xóa cột này trong bảng của đơn vị."
HIDDEN = (
    "Số điện thoại và địa chỉ thư đã được thay bằng … trong bản này; bảng của đơn vị không phải sửa chỗ này."
)

KEPT = (RowKind.COLUMN_NUMBERS, RowKind.ANOTHER_TABLE)
"""Rows below a heading that its columns do not reach into: (1) (2) (3), by which the table is read, and other tables."""

Remarks = dict[tuple[int, int], str]
"""By row and column, from 0."""


@dataclass(frozen=True, slots=True)
class PrivateColumn:
    """A column whose cells in some rows are hidden, the row of its heading and what is said there."""

    column: int
    heading: int
    rows: Sequence[int]
    remark: str


def without_private(tab: Tab, read: ReadReturn) -> tuple[Tab, Remarks]:
    """The tab as it may leave, and what is said of what it lacks."""
    blocks = sorted((each for each in read.tables if each.tab is tab), key=lambda each: each.table.last_row)
    rows = [list(row) for row in tab.rows]
    remarks: Remarks = {}
    for each in (*_of_tables(blocks, len(rows), read), *_of_others(tab, blocks, read)):
        remarks.setdefault((each.heading, each.column), each.remark)
        for row in map(rows.__getitem__, each.rows):
            if each.column < len(row) and row[each.column] is not None:
                row[each.column] = SHOWN
    _without_persons(rows, blocks, read)
    return replace(tab, rows=tuple(map(tuple, rows))), remarks


def told_without_persons(findings: Sequence[OpenFinding]) -> list[OpenFinding]:
    """Findings as they may leave: a sentence quotes what was typed."""
    told = list(findings)
    for name in ("message_vi", "heading"):
        for place in showing_persons([getattr(each, name) for each in told]):
            hidden = without_persons(getattr(told[place], name))
            told[place] = replace(told[place], **{name: hidden})  # type: ignore[arg-type]
    return told


def _of_tables(blocks: Sequence[PlacedTable], rows: int, read: ReadReturn) -> Iterator[PrivateColumn]:
    """The columns of the tables that are read, each down to the heading of the next table."""
    for block, end in _with_ends(blocks, rows):
        table = block.table
        private = [(column, REMOVE) for column, heading in table.strange if heading.kind is Kind.PERSONAL]
        for name in ADDRESSES:
            columns = (*filter(None, (table.columns.get(name),)), *table.repeated.get(name, ()))
            private += [(column, HIDDEN) for column in columns]
        if private:
            kinds = read.row_kinds[block.before :]
            below = [row for row in range(table.last_row + 1, end) if kinds[row] not in KEPT]
            yield from (PrivateColumn(column.index, column.row, below, remark) for column, remark in private)


def _with_ends(blocks: Sequence[PlacedTable], rows: int) -> list[tuple[PlacedTable, int]]:
    """Tables of a tab, each with the row at which the next one below it begins."""
    firsts = sorted({each.table.first_row for each in blocks})
    ends = dict(pairwise([*firsts, rows]))
    return [(each, ends[each.table.first_row]) for each in blocks]


def _of_others(tab: Tab, blocks: Sequence[PlacedTable], read: ReadReturn) -> Iterator[PrivateColumn]:
    """Columns of tables that are not read, such as a list of members: from what looks like their heading to the end."""
    before = blocks[0].before if blocks else 0
    others = [
        row
        for row in range(len(tab.rows))
        if not blocks or read.row_kinds[before + row] == RowKind.ANOTHER_TABLE
    ]
    for place, row in enumerate(others):
        for column in _personal_headings(tab.rows[row], read.form):
            yield PrivateColumn(column, row, others[place + 1 :], REMOVE)


def _personal_headings(row: Row, form: Form) -> list[int]:
    texts = {place: cell for place, cell in enumerate(row) if isinstance(cell, str)}
    others = [cell for cell in row if cell is not None and not isinstance(cell, str)]
    is_heading = (
        len(texts) >= FEWEST_HEADINGS
        and not others
        and all(len(text) <= LONGEST_HEADING and not text.strip().isdecimal() for text in texts.values())
    )
    match = grammar_of(form).match_alone
    found = {place: match(text) for place, text in texts.items()} if is_heading else {}
    return [place for place, each in found.items() if each.kind is Kind.PERSONAL or each.field in ADDRESSES]


def _without_persons(rows: list[list[Cell]], blocks: Sequence[PlacedTable], read: ReadReturn) -> None:
    """Hide the numbers of persons everywhere, and who is named in a table's headings and its branches' rows."""
    counted, rapporteurs = _columns(blocks, read.form)
    texts = [
        (row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if type(cell) is str
    ]
    for place in showing_persons([rows[row][column] for row, column in texts]):
        row, column = texts[place]
        is_named = column not in rapporteurs and _is_of_table(row, blocks, read)
        text = str(rows[row][column])
        hidden = (without_persons if is_named else without_phones)(text)
        # to look for persons may also spell letters in another way
        rows[row][column] = hidden if hidden.count(SHOWN) > text.count(SHOWN) else text
    for cells in rows:
        for column, cell in enumerate(cells):
            if column not in counted and _is_telephone(cell):
                cells[column] = SHOWN


def _columns(blocks: Sequence[PlacedTable], form: Form) -> tuple[set[int], set[int]]:
    """The columns whose numbers count something, and those for whoever reports."""
    counted: set[int] = set()
    rapporteurs: set[int] = set()
    for block in blocks:
        of = {
            **{name: [column] for name, column in block.table.columns.items()},
            **block.table.repeated,
            **block.table.parts,
        }
        for name, columns in of.items():
            places = {column.index for column in columns}
            counted |= places if form[name].kind != "aside" else set()
            rapporteurs |= places if name == RAPPORTEUR else set()
    return counted, rapporteurs


def _is_of_table(row: int, blocks: Sequence[PlacedTable], read: ReadReturn) -> bool:
    if any(block.table.first_row <= row <= block.table.last_row for block in blocks):
        return True
    return any(read.row_kinds[block.before + row] == RowKind.DATA for block in blocks)


def _is_telephone(cell: Cell) -> bool:
    if isinstance(cell, FormattedNumber):
        return _is_telephone(cell.value)
    if (
        isinstance(cell, bool)
        or not isinstance(cell, (int, float))
        or not LEAST_TELEPHONE <= cell < 10 * 10**15
    ):
        return False
    return without_phones(str(int(cell))) != str(int(cell))
