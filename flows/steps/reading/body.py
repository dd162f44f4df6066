"""The rows below a table's heading, column by column: what can be asked of all of them at once.

Arrives: those rows, the table, its counts and its names as read.
Leaves:  a `Body`.
Not here: what a single row is (`rows`), what a label says (`labels`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from flows.steps.reading import labels
from flows.steps.reading.columns import Bools, Names, Values, cells_of
from schemas.sheet import Cell, Row
from schemas.unit_return import Table


@dataclass(frozen=True, slots=True)
class Body:
    """The rows below the heading, column by column: what can be asked of all of them at once."""

    rows: tuple[Row, ...]
    names: list[Cell]
    ordinals: list[Cell]
    has_ordinals: bool
    has_parts: bool
    """Some row is numbered as a part of another: 1.1, 1.2."""
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
    def are_named(self) -> bool:
        """Whether most rows with figures are named as branches are, so that another name is worth a question."""
        return bool((self.is_branch & self.is_valued).sum() * 2 > self.is_valued.sum())

    @property
    def is_counting(self) -> bool:
        """Whether rows with figures are numbered, so that a row without a number is worth a question."""
        return bool((self.is_numbered & self.is_filled).any())

    @classmethod
    def of(cls, rows: tuple[Row, ...], table: Table, counts: dict[str, Values], known: Names) -> Body:
        columns = table.columns
        blank: list[Cell] = [None] * len(rows)
        names = cells_of(rows, columns["branch_name"].index) if "branch_name" in columns else blank
        ordinals = cells_of(rows, columns["ordinal"].index) if "ordinal" in columns else blank
        valued, refused = np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
        for values in counts.values():
            valued |= ~np.isnan(values.typed.astype(float, copy=False))
            refused |= pd.notna(values.refusals)
        is_branch, is_plain_name = known.is_plain.copy(), known.is_plain.copy()
        for place in np.flatnonzero(~known.is_plain).tolist():
            is_branch[place] = labels.is_branch(names[place])
            is_plain_name[place] = is_branch[place] or labels.is_plain_name(names[place])
        is_numbered = np.ones(len(rows), dtype=bool)
        typed = [place for place, cell in enumerate(ordinals) if type(cell) is not int]
        is_numbered[typed] = [labels.is_numbered(ordinals[place]) for place in typed]
        return cls(
            rows=rows,
            names=names,
            ordinals=ordinals,
            has_ordinals="ordinal" in columns,
            has_parts=any(labels.HIERARCHICAL.fullmatch(labels.label(ordinals[place])) for place in typed),
            is_numbered=is_numbered,
            is_valued=valued,
            is_filled=valued | refused,
            is_branch=is_branch,
            is_plain_name=is_plain_name,
        )
