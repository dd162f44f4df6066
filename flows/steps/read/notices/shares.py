"""Whether the parts of a count sum up to it: "Android" and "iOS" to "Tổng", "Nam" and "Nữ" to both.

Arrives: a table with its rows read.
Leaves:  findings at the rows where they do not; the count itself is taken as it is typed.
Not here: which columns are parts (`flows.steps.read.table.groups`).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from flows.steps.read import columns
from flows.steps.read.tables_of_tab import TableRead
from schemas.finding import Finding, finding
from schemas.unit_return.table import PlacedTable


def about_parts(of: TableRead, block: PlacedTable) -> Iterator[Finding]:
    """Each row in which parts that are given do not sum up to their count, or one is more than what stands so far."""
    for name, parts in of.table.parts.items():
        if name not in of.counts:
            continue
        whole = of.counts[name].typed[of.in_body].astype(float)
        values = [
            columns.read(columns.cells_of(of.data, part.index), of.table.form, name).typed.astype(float)
            for part in parts
        ]
        together = np.column_stack(values)
        is_given = ~np.isnan(together).all(axis=1) & ~np.isnan(whole)
        if name in of.table.standing:
            differs = is_given & (np.nan_to_num(together).max(axis=1) > whole)
        else:
            differs = is_given & (np.nansum(together, axis=1) != whole)
        for place in np.flatnonzero(differs).tolist():
            row = int(of.places[place]) + block.before
            column = of.table.columns[name]
            yield finding(
                "total_column_disagrees",
                cell=block.at(row, column.index),
                heading=column.heading,
                raw=int(whole[place]),
                field=of.table.form[name].label,
                others=", ".join(block.at(row, part.index) for part in parts),
            )
