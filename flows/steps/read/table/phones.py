"""A heading of telephone numbers over small figures: how many telephones there are, likelier than whom to ring.

Arrives: a table and the tab's rows.
Leaves:  the table, that heading in doubt where every cell below it is too small to be a telephone's number.
Not here: headings that say which of the two they mean (`schemas.headings`).
"""

from __future__ import annotations

from dataclasses import replace

from flows.steps.read.table.grid import is_figure
from schemas.headings.grammar import grammar_of
from schemas.headings.heading import Heading, Kind
from schemas.sheet import Cell, FormattedNumber, Row
from schemas.unit_return.table import Table

NUMBERS = "contact_phone"
"""The field of telephone numbers, as `schemas/form/common.toml` calls it."""
DEVICES = frozenset({"SMART", "PHONE", "DEVICE"})
ROWS_COMPARED = 200
SHORTEST = 6
"""The digits of a telephone's number: no branch has so many telephones."""


def with_phones_in_doubt(table: Table, rows: tuple[Row, ...]) -> Table:
    """Never silently the numbers of whom to ring: the column may be the only one that says how many have a telephone."""
    column = table.columns.get(NUMBERS)
    if column is None:
        return table
    body = rows[table.last_row + 1 : table.last_row + 1 + ROWS_COMPARED]
    cells = [row[column.index] for row in body if column.index < len(row)]
    filled = [cell for cell in cells if cell not in (None, "")]
    if not filled or not all(map(_is_small, filled)):
        return table
    form = table.form
    counts = [
        each.field
        for each in grammar_of(form).patterns
        if each.needs & DEVICES and each.field in form.amounts
    ]
    heading = Heading(column.heading, Kind.DOUBTFUL, None, (*dict.fromkeys(counts), NUMBERS))
    columns = {name: each for name, each in table.columns.items() if name != NUMBERS}
    return replace(table, columns=columns, strange=[*table.strange, (column, heading)])


def _is_small(cell: Cell) -> bool:
    """Whether a cell is a number with fewer digits than a telephone's."""
    text = cell.display.text if isinstance(cell, FormattedNumber) else str(cell)
    has_zero_first = text.startswith("0") and text != "0"
    return is_figure(cell) and not has_zero_first and sum(map(str.isdigit, text)) < SHORTEST
