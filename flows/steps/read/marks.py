"""A column that says yes or no of each row, such as "Thuộc KCN/CCN": by words, or by marks beside blanks.

Arrives: a table with its rows read, and the column.
Leaves:  yes, no or nothing for each branch's row, and where "no" was assumed because others are marked.
Not here: what a single cell says, and which columns are of marks (`schemas.vietnamese.yes_no`).
"""

from __future__ import annotations

import numpy as np

from flows.steps.read import columns
from flows.steps.read.columns import Values
from flows.steps.read.tables_of_tab import TableRead, rows_merged
from schemas.sheet import Cell
from schemas.typed_rows import Bools, is_given
from schemas.vietnamese.yes_no import are_marks, read_yes_no


def read_marks(of: TableRead, name: str) -> tuple[Values, Bools]:
    """A field of the kind yes_no. Only where nothing but marks is typed does a blank say no, and that is assumed."""
    if name not in of.table.columns:
        return columns.nothing(len(of.in_body), "yes_no"), np.zeros(len(of.in_body), dtype=bool)
    cells = _cells(of, name)
    form = of.table.form
    values = columns.read(cells, form, name)
    # True and 1 are one member of a set and two things to type
    distinct = set(zip(map(type, cells), cells, strict=True))
    if not are_marks((cell for _, cell in distinct), form[name].yes_words):
        return values, np.zeros(len(cells), dtype=bool)
    is_assumed = ~is_given(values.typed)
    values.typed[is_assumed] = False
    return values, is_assumed


def _cells(of: TableRead, name: str) -> list[Cell]:
    """The branches' cells; one that is merged over several rows is the cell of each of them."""
    index, top = of.table.columns[name].index, of.table.last_row + 1
    cells, words = columns.cells_of(of.data, index), of.table.form[name].yes_words
    places = of.in_body.tolist()
    for merged in rows_merged(of.tab, of.table, name, len(of.tab.rows)):
        first = of.tab.rows[merged.start + top]
        said = first[index] if index < len(first) else None
        if read_yes_no(said, words).value is not None:
            for at in range(*np.searchsorted(places, (merged.start, merged.stop)).tolist()):
                cells[at] = said
    return cells
