"""A unit's tabs without what is no part of a paper: numbers of persons, persons named in its rows, columns nobody asked for.

Arrives: the tabs of a content, and how its sheet is read.
Leaves:  the same tabs with … in such cells, and what is said at the headings of such columns.
Not here: who is a person in a text (`schemas.vietnamese.persons`), which columns those are (`private_columns`),
         what findings quote (`flows.desk.papers.findings`).

A rapporteur is named in the unit's own paper: above and below its tables and in the column for whoever reports a name stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.desk.papers.mistakes.private_columns import kinds_of, private_columns
from schemas.form.form import Form
from schemas.sheet import Cell, FormattedNumber, Tab
from schemas.unit_return import ReadReturn
from schemas.unit_return.row_kind import RowKind
from schemas.unit_return.table import PlacedTable
from schemas.vietnamese.person_search import showing_persons
from schemas.vietnamese.persons import without_persons
from schemas.vietnamese.telephones import SHOWN, without_phones

RAPPORTEUR = "contact_name"
LEAST_TELEPHONE = 10**8
"""A number with fewer digits is nobody's by itself."""
Remarks = dict[tuple[int, int], str]
"""By row and column, from 0."""


def without_private(tab: Tab, read: ReadReturn) -> tuple[Tab, Remarks]:
    """The tab as it may leave, and what is said of what it lacks."""
    blocks = sorted((each for each in read.tables if each.tab is tab), key=lambda each: each.table.last_row)
    rows = [list(row) for row in tab.rows]
    remarks: Remarks = {}
    for each in private_columns(tab, blocks, read):
        remarks.setdefault((each.heading, each.column), each.remark)
        for row in map(rows.__getitem__, each.rows):
            if each.column < len(row) and row[each.column] is not None:
                row[each.column] = SHOWN
    _without_persons(rows, blocks, read)
    return replace(tab, rows=tuple(map(tuple, rows))), remarks


def _without_persons(rows: list[list[Cell]], blocks: Sequence[PlacedTable], read: ReadReturn) -> None:
    """Hide the numbers of persons everywhere, and who is named in a table's headings and its branches' rows."""
    counted, rapporteurs = _columns(blocks, read.form)
    texts = [
        (row, column)
        for row, cells in enumerate(rows)
        for column, cell in enumerate(cells)
        if type(cell) is str
    ]
    of_tables = _rows_of_tables(blocks, read, len(rows))
    for place in showing_persons([rows[row][column] for row, column in texts]):
        row, column = texts[place]
        is_named = column not in rapporteurs and row in of_tables
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


def _rows_of_tables(blocks: Sequence[PlacedTable], read: ReadReturn, rows: int) -> set[int]:
    """The headings and the branches' rows of the tables that are read."""
    found = {row for each in blocks for row in range(each.table.first_row, each.table.last_row + 1)}
    for block in blocks:
        kinds = kinds_of(block, read, rows)
        found.update(row for row in range(rows) if kinds[row] == RowKind.DATA)
    return found


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
