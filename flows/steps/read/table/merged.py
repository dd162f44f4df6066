"""A heading merged over several columns that have no headings of their own: which of them holds its figures.

Arrives: a table, the tab's rows and its merged ranges.
Leaves:  the table, with the one column that holds anything, or with none where several hold figures.
Not here: headings with headings below them (`groups`).
"""

from __future__ import annotations

from dataclasses import replace

from flows.steps.read.table.grid import Spans, is_figure
from schemas.sheet import Cell, Row
from schemas.submission import NUMBERS
from schemas.unit_return.table import Column, Table

ROWS_COMPARED = 200
FEWEST_ROWS = 2


def with_merged_columns(table: Table, rows: tuple[Row, ...], spans: Spans) -> Table:
    """Never silently the left one: "3 | 80" under one heading says nothing of which of the two is meant."""
    headed = {column.index for column in table.headed}
    columns, repeated = dict(table.columns), dict(table.repeated)
    for name, column in table.columns.items():
        right = max(
            (
                spans.get((row, column.index), column.index)
                for row in range(table.first_row, table.last_row + 1)
            ),
            default=column.index,
        )
        under = [column.index, *(i for i in range(column.index + 1, right + 1) if i not in headed)]
        if len(under) == 1:
            continue
        is_count = table.form[name].kind in NUMBERS
        body = rows[table.last_row + 1 :]
        filled = [index for index in under if _holds(body, index, figures=is_count and index != under[0])]
        if table.form[name].kind == "name":
            filled = _with_names(filled, table, body) or filled[:1]
        if len(filled) == 1:
            columns[name] = replace(column, index=filled[0])
        elif len(filled) > 1 and (is_count or table.form[name].kind == "name"):
            del columns[name]
            repeated[name] = [Column(index, column.row, column.heading) for index in filled]
    return replace(table, columns=columns, repeated=repeated)


def _with_names(indexes: list[int], table: Table, body: tuple[Row, ...]) -> list[int]:
    """The columns in which most rows with figures have a text: not numbers, nor a group's name beside its first row alone."""
    counts = [column.index for name, column in table.columns.items() if table.form[name].is_amount]
    rows = [row for row in body[:ROWS_COMPARED] if any(i < len(row) and is_figure(row[i]) for i in counts)]
    return [i for i in indexes if 2 * sum(i < len(row) and _has_letters(row[i]) for row in rows) > len(rows)]


def _has_letters(cell: Cell) -> bool:
    return isinstance(cell, str) and any(map(str.isalpha, cell))


def with_columns_beside(table: Table, rows: tuple[Row, ...], spans: Spans) -> Table:
    """Where the source tells no merges, a count's heading may reach over a column beside it: asked where both hold counts.

    Both: whole numbers, in every row in which the other has one. A few notes at the side are none of this.
    """
    if any(table.first_row <= row <= table.last_row for row, _ in spans):
        return table
    headed = {column.index for column in table.headed}
    columns, repeated = dict(table.columns), dict(table.repeated)
    body = rows[table.last_row + 1 : table.last_row + 1 + ROWS_COMPARED]
    for name, column in table.columns.items():
        beside = column.index + 1
        if not table.form[name].is_amount or beside in headed:
            continue
        pairs = [
            row[column.index : beside + 1]
            for row in body
            if column.index < len(row) and is_figure(row[column.index])
        ]
        if len(pairs) >= FEWEST_ROWS and all(len(pair) > 1 and _is_count(pair[1]) for pair in pairs):
            del columns[name]
            repeated[name] = [column, Column(beside, column.row, column.heading)]
    return replace(table, columns=columns, repeated=repeated)


def _is_count(cell: Cell) -> bool:
    """Whether a cell is a whole number."""
    if isinstance(cell, float):
        return cell.is_integer()
    return type(cell) is int or (isinstance(cell, str) and cell.strip().isdecimal())


def _holds(rows: tuple[Row, ...], index: int, *, figures: bool) -> bool:
    cells = (row[index] for row in rows if index < len(row))
    return any(map(_is_count, cells)) if figures else any(cell not in (None, "") for cell in cells)
