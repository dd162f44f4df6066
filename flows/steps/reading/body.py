"""The rows below a table's heading, column by column: what can be asked of all of them at once.

Arrives: those rows, the table, and its counts as read.
Leaves:  a `Body`.
Not here: what a single row is (`rows`), what a label says (`labels`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flows.steps.reading import labels
from flows.steps.reading.columns import Values, cells_of
from schemas.sheet import Cell, Row
from schemas.unit_return import Table

Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Body:
    """The rows below the heading, column by column: what can be asked of all of them at once."""

    rows: tuple[Row, ...]
    names: list[Cell]
    ordinals: list[Cell]
    has_ordinals: bool
    is_numbered: Bools
    is_valued: Bools
    """Some count of the row could be read."""
    is_filled: Bools
    """Some count of the row holds anything, readable or not."""
    is_branch: Bools
    is_plain_name: Bools

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def is_counting(self) -> bool:
        """Whether rows with figures are numbered, so that a row without a number is worth a question."""
        return bool((self.is_numbered & self.is_filled).any())

    @classmethod
    def of(cls, rows: tuple[Row, ...], table: Table, counts: dict[str, Values]) -> Body:
        columns = table.columns
        blank: list[Cell] = [None] * len(rows)
        names = cells_of(rows, columns["branch_name"].index) if "branch_name" in columns else blank
        ordinals = cells_of(rows, columns["ordinal"].index) if "ordinal" in columns else blank
        valued, refused = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
        for values in counts.values():
            valued |= ~np.isnan(values.typed.astype(float))
            refused |= values.refusals != np.array(None)
        is_branch = np.fromiter(map(labels.is_branch, names), bool, len(rows))
        is_plain_name = is_branch.copy()
        for place in np.flatnonzero(~is_branch).tolist():
            is_plain_name[place] = labels.is_plain_name(names[place])
        is_numbered = np.fromiter(map(labels.is_numbered, ordinals), bool, len(rows))
        filled = valued | refused
        return cls(
            rows, names, ordinals, "ordinal" in columns, is_numbered, valued, filled, is_branch, is_plain_name
        )
