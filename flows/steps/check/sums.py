"""What the rows of a return come to, by what became of them: a receipt tells a unit what was counted, and what was not.

Arrives: a read return, and which of its rows were refused, repeat another or wait.
Leaves:  by outcome the sums of what could be read of each amount.
Not here: who decides what becomes of a row. Pure.

A cell that could not be read is in no sum. Of rows that are no data, those that repeat another and those that sum others up say
something; of an outcome in which no row says an amount there is none.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemas.typed_rows import Bools
from schemas.unit_return import ReadReturn, RowSums


def row_sums(read: ReadReturn, waits: Bools, is_bad: Bools, repeated: Bools) -> RowSums:
    """`is_bad` and `repeated` are of the rows that do not wait."""
    refused, again = np.zeros_like(waits), np.zeros_like(waits)
    refused[~waits], again[~waits] = is_bad, repeated
    outcomes = {
        "accepted": ~(waits | refused | again),
        "refused": refused,
        "waiting": waits,
        "not_data": again,
    }
    names = [name for name in read.form.stored_amounts if name in read.rows.columns]
    amounts = np.array([read.rows[name] for name in names]).reshape(len(names), len(waits))
    given = ~np.isnan(amounts)
    amounts = np.where(given, amounts, 0)
    found = {outcome: _sums(names, amounts, given, rows) for outcome, rows in outcomes.items()}
    for total in read.totals:
        for name in total.counts.keys() & set(read.form.stored_amounts):
            found["not_data"][name] = found["not_data"].get(name, 0) + total.counts[name]
    return {outcome: sums for outcome, sums in found.items() if sums}


def _sums(names: list[str], amounts: NDArray[Any], given: NDArray[Any], rows: Bools) -> dict[str, int]:
    """What some rows come to, amount by amount; one that none of them says is left out."""
    if not rows.any():
        return {}
    told: Any = given.any(axis=1, where=rows)
    sums: list[float] = amounts.sum(axis=1, where=rows).tolist()
    return {name: int(amount) for name, amount, is_told in zip(names, sums, told, strict=True) if is_told}
