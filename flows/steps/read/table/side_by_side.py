"""Tables side by side under one row of headings: where one ends and the next begins.

Arrives: a heading's texts and what each means.
Leaves:  the columns of each table.
Not here: which of them is the return's (`place`).
"""

from __future__ import annotations

from flows.steps.read.table.grid import Grid
from schemas.headings.heading import Heading
from schemas.unit_return.table import Column

BEGINNINGS = ("ordinal", "branch_name")


def runs_of(grid: Grid, headings: list[tuple[Column, Heading]]) -> list[range]:
    """Columns without a gap; where one begins with a number or a name once more, a further table begins."""
    runs: list[range] = []
    first, fields = None, set[str]()
    for index in range(grid.width + 1):
        is_headed = index < grid.width and _is_headed(grid, index)
        field = next((heading.field for column, heading in headings if column.index == index), None)
        begins_again = field in BEGINNINGS and field in fields
        if first is not None and (not is_headed or begins_again):
            runs.append(range(first, index))
            first, fields = None, set()
        if is_headed and first is None:
            first = index
        if field:
            fields.add(field)
    return runs


def _is_headed(grid: Grid, index: int) -> bool:
    """Whether a column has a text of its own, or one merged over it."""
    return any(
        row[index] or any(grid.spans.get((grid.first + depth, left), -1) >= index for left in range(index))
        for depth, row in enumerate(grid.texts)
    )
