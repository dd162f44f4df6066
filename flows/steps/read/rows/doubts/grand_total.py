"""Which rows the return's own grand total counts.

Arrives: the figures of the rows below a heading, their kinds, and the rows of which it is uncertain what they are.
Leaves:  for each uncertain row what the total says of it, where only one choice of them gives it.
Not here: what follows from that (`verdicts`).
"""

from __future__ import annotations

from itertools import product

import numpy as np

from flows.steps.read.rows.doubts.verdicts import Total
from flows.steps.read.rows.figures import SMALLEST, Figures, Places
from schemas.typed_rows import Bools

MOST_UNCERTAIN = 12
"""Rows of which each choice is held against a grand total; of more only none and all."""
ANSWERS: tuple[Total, Total] = ("leaves it out", "counts it")


def answers(figures: Figures, is_data: Bools, totals: Places, uncertain: list[int]) -> dict[int, Total]:
    """By the lowest total of which any choice can be told; nothing where there is none."""
    values = figures.values
    uncertain = [place for place in dict.fromkeys(uncertain) if values[place].any()]
    is_certain = is_data.copy()
    is_certain[uncertain] = False
    base = np.flatnonzero(is_certain)
    is_refused = figures.is_refused[np.concatenate([base, uncertain]).astype(np.intp)].any(axis=0)
    for total in reversed(totals.tolist() if uncertain else []):
        columns = figures.is_given[total] & ~is_refused
        if not columns.any() or values[total][columns].max() < SMALLEST:
            continue
        rest = (values[total] - values[base].sum(axis=0))[columns]
        choices = _choices(len(uncertain))
        fits = choices[(choices @ values[uncertain][:, columns] == rest).all(axis=1)]
        if len(fits) == 1 and (len(uncertain) == 1 or columns.sum() > 1 or len(choices) == 2):
            return {place: ANSWERS[int(is_in)] for place, is_in in zip(uncertain, fits[0], strict=True)}
    return {}


def _choices(rows: int) -> Bools:
    """Every choice of so many rows; of many rows, none and all."""
    if rows > MOST_UNCERTAIN:
        return np.array([[False] * rows, [True] * rows])
    return np.array(list(product((False, True), repeat=rows)), dtype=bool).reshape(-1, rows)
