"""A row with a value more than the heading has columns, of figures that may be one: 1,234 in a text file cut at commas.

Arrives: the rows below a heading, the table and its counts.
Leaves:  the counts, refused from the first cell on that may hold half a number.
Not here: a column that has no heading and is filled in most rows (`flows.steps.read.notices.sheet`); quotes (`flows.steps.pull`).

Only texts are asked: a cell of a workbook is one cell. The last figure of such a row stands where no figure is due, and all
between stand in their neighbours' columns; which figure was cut is the unit's to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.steps.read.columns import Values
from schemas.sheet import Cell, Row
from schemas.unit_return.table import Table

HEADS = {"count": re.compile(r"[1-9][0-9]?"), "money": re.compile(r"[1-9][0-9]{0,2}")}
"""What may stand before a separator: no branch has a hundred thousand people."""
GROUP = re.compile(r"[0-9]{3}")


def refused(body: Sequence[Row], table: Table, counts: dict[str, Values]) -> dict[str, Values]:
    """The counts but for those of rows that are shifted. What most rows have beyond the figures is a column of its own."""
    form = table.form
    amounts = sorted((column.index, name) for name, column in table.columns.items() if name in counts)
    beyond = max((index for index, _ in amounts), default=0) + 1
    fields = [name for name, column in table.columns.items() if column.index == beyond]
    if not amounts or any(form[name].kind != "text" for name in fields):
        return counts
    longer = [place for place, row in enumerate(body) if len(row) > beyond and _is_figure(row[beyond])]
    if not longer or 2 * len(longer) > sum(len(row) >= beyond for row in body):
        return counts
    refused = dict(counts)
    for place in longer:
        row = body[place]
        cut = (index for index, name in amounts if _is_cut(row[index], row[index + 1], form[name].kind))
        first = next(cut, beyond)
        for index, name in amounts:
            if index >= first and refused[name].typed[place] == refused[name].typed[place]:
                refused[name] = refused[name].refuse([place], f"{form[name].kind}_shifted")
    return refused


def _is_figure(cell: Cell) -> bool:
    return type(cell) is str and cell.strip().isdecimal()


def _is_cut(cell: Cell, beside: Cell, kind: str) -> bool:
    """Whether two cells may be the two halves of one number."""
    return (
        type(cell) is type(beside) is str
        and HEADS[kind].fullmatch(cell.strip()) is not None
        and GROUP.fullmatch(beside.strip()) is not None
    )
