"""Columns that no paper shows: those that nobody asked for, and those under which persons are reached.

Arrives: a tab, its tables, how its sheet is read.
Leaves:  `PrivateColumn`: the rows whose cells are hidden, and what is said at the heading.
Not here: hiding them, and persons in other cells (`private`); which heading is personal (`schemas.headings`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from schemas.form.form import Form
from schemas.headings.grammar import grammar_of
from schemas.headings.heading import Kind
from schemas.phrases import fold_words
from schemas.sheet import Row, Tab
from schemas.unit_return import ReadReturn
from schemas.unit_return.row_kind import RowKind
from schemas.unit_return.table import PlacedTable

ADDRESSES = ("contact_phone", "email")
"""Quantities of every form (`schemas/form/common.toml`) under which persons are reached."""
LONGEST_HEADING, FEWEST_HEADINGS = 60, 2
REMOVE = "Cột này là thông tin cá nhân không ai yêu cầu, đã được thay bằng … trong bản này; hãy xóa cột này trong bảng của đơn vị."
HIDDEN = (
    "Số điện thoại và địa chỉ thư đã được thay bằng … trong bản này; bảng của đơn vị không phải sửa chỗ này."
)
KEPT = (RowKind.COLUMN_NUMBERS, RowKind.ANOTHER_TABLE)
"""Rows below a heading that its columns do not reach into: (1) (2) (3), by which the table is read, and other tables."""

OF_OTHERS = (RowKind.ANOTHER_TABLE, RowKind.AFTER_TABLE, RowKind.NOTE)
SIGNATURE = re.compile(r"\bky\b")
""""(Ký, ghi rõ họ tên)" stands above whoever signs, and is no heading."""


@dataclass(frozen=True, slots=True)
class PrivateColumn:
    """A column whose cells in some rows are hidden, the row of its heading and what is said there."""

    column: int
    heading: int
    rows: Sequence[int]
    remark: str


def private_columns(tab: Tab, blocks: Sequence[PlacedTable], read: ReadReturn) -> Iterator[PrivateColumn]:
    """Those of the tables that are read, and of what else stands in the tab."""
    yield from _of_tables(blocks, len(tab.rows), read)
    yield from _of_others(tab, blocks, read)


def _of_tables(blocks: Sequence[PlacedTable], rows: int, read: ReadReturn) -> Iterator[PrivateColumn]:
    """The columns of the tables that are read, each down to the heading of the next table."""
    for block, end in _with_ends(blocks, rows):
        table = block.table
        private = [(column, REMOVE) for column, heading in table.strange if heading.kind is Kind.PERSONAL]
        for name in ADDRESSES:
            columns = (*filter(None, (table.columns.get(name),)), *table.repeated.get(name, ()))
            private += [(column, HIDDEN) for column in columns]
        if private:
            kinds = kinds_of(block, read, end)
            below = [row for row in range(table.last_row + 1, end) if kinds[row] not in KEPT]
            yield from (PrivateColumn(column.index, column.row, below, remark) for column, remark in private)


def _with_ends(blocks: Sequence[PlacedTable], rows: int) -> list[tuple[PlacedTable, int]]:
    """Tables of a tab, each with the row at which the next one below it begins."""
    firsts = sorted({each.table.first_row for each in blocks})
    ends = dict(pairwise([*firsts, rows]))
    return [(each, ends[each.table.first_row]) for each in blocks]


def _of_others(tab: Tab, blocks: Sequence[PlacedTable], read: ReadReturn) -> Iterator[PrivateColumn]:
    """Columns of tables that are not read, such as a list of members, below or at the side: from what looks like their
    heading to the end.
    """
    count = len(tab.rows)
    kinds = kinds_of(min(blocks, key=lambda each: each.before), read, count) if blocks else []
    below = [row for row in range(count) if not blocks or kinds[row] in OF_OTHERS]
    beside = [row for row in range(count) if blocks and kinds[row] not in KEPT]
    shared = {row for each in blocks for row in range(each.table.first_row, each.table.last_row + 1)}
    headed = {column.index for block in blocks for column in block.table.headed}
    for row in sorted({*below, *shared}):
        for column in _personal_headings(tab.rows[row], read.form):
            if row not in shared:
                yield PrivateColumn(column, row, [each for each in below if each > row], REMOVE)
            elif column not in headed:
                yield PrivateColumn(column, row, [each for each in beside if each > row], REMOVE)


def kinds_of(block: PlacedTable, read: ReadReturn, rows: int) -> Sequence[int]:
    """What the rows of a table's tab are, to it; beyond its end, where another is counted, they are nothing of it."""
    end = min(
        (each.before for each in read.tables if each.before > block.before), default=len(read.row_kinds)
    )
    own: list[int] = read.row_kinds[block.before : end][:rows].tolist()
    return own + [int(RowKind.BLANK)] * (rows - len(own))


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
    return [
        place
        for place, each in found.items()
        if (each.kind is Kind.PERSONAL and not SIGNATURE.search(fold_words(each.text)))
        or each.field in ADDRESSES
    ]
