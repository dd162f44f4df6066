"""The counts of the rows below a heading as one table, and which rows are others together.

Arrives: the counts of each column as read.
Leaves:  `Figures`.
Not here: sums sought over all rows at once (`doubts.sums`), what follows from them (`parts`, `blocks`, `doubts`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flows.steps.read.columns import Values
from schemas.typed_rows import Bools

Places = npt.NDArray[np.intp]

SMALLEST = 20
"""Sums below this come about by chance."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of all rows, 0 where none could be read; where one could, and where something else stands."""

    values: npt.NDArray[np.float64]
    is_given: Bools
    is_refused: Bools

    @classmethod
    def of(cls, counts: dict[str, Values], length: int) -> Figures:
        columns = [values.typed.astype(float, copy=False) for values in counts.values()]
        table = np.column_stack(columns) if columns else np.empty((length, 0))
        refusals = [values.is_refused for values in counts.values()]
        refused = np.column_stack(refusals) if refusals else np.empty((length, 0), dtype=bool)
        is_given = ~np.isnan(table)
        table[~is_given] = 0
        return cls(table, is_given, refused)

    def are_sum(self, place: int, places: Sequence[int] | Places) -> bool:
        """Whether a row is the sum of others in every column that it gives and all of them can be read in."""
        columns = self.is_given[place] & ~self.is_refused[places].any(axis=0)
        sums = self.values[places].sum(axis=0)
        return bool(columns.any() and (self.values[place] == sums)[columns].all())

    def are_alike(self, one: int, other: int) -> bool:
        """Whether two rows have the same figures where both give one."""
        columns = self.is_given[one] & self.is_given[other]
        return bool((self.values[one] == self.values[other])[columns].all())

    def summands(self, place: int, is_data: Bools) -> list[int]:
        """Several rows right below or right above one, whose sum it is; none where those are all there are."""
        for step in (1, -1):
            run: list[int] = []
            end = len(is_data) if step > 0 else -1
            for other in range(place + step, end, step):
                if not is_data[other]:
                    break
                run.append(other)
                if len(run) > 1 and self.are_sum(place, run):
                    return run if len(run) < is_data.sum() - 1 else []
        return []

    def are_equal(self, some: Places, others: Places) -> bool:
        """Whether some rows together are what others are together."""
        columns = ~self.is_refused[np.concatenate([some, others])].any(axis=0)
        columns &= self.is_given[some].any(axis=0) & self.is_given[others].any(axis=0)
        sums, rest = self.values[some].sum(axis=0), self.values[others].sum(axis=0)
        return bool(columns.any() and (sums == rest)[columns].all() and sums[columns].max() >= SMALLEST)
