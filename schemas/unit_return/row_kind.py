"""What a row of a sheet is: a branch's, or recognised as something else.

Arrives: nothing.
Leaves:  `RowKind`, and the kinds of many rows at once.
Not here: how a row is told (`flows.steps.read.rows`).
"""

from __future__ import annotations

from collections import Counter
from enum import IntEnum

import numpy as np
import numpy.typing as npt


class RowKind(IntEnum):
    """`DATA` is a branch's row, to be accepted or refused; every other kind is recognised as not data."""

    DATA = 0
    LETTERHEAD = 1
    HEADING = 2
    COLUMN_NUMBERS = 3
    BLANK = 4
    SECTION = 5
    TOTAL = 6
    BREAKDOWN = 7
    NOTE = 8
    ANOTHER_TABLE = 9
    OTHER_TAB = 10
    PART = 11
    """A department of a branch, whose figures are in the branch's own."""
    COMPARISON = 12
    """Another time, an aim, an average, some of the people."""
    EXAMPLE = 13
    AFTER_TABLE = 14
    ANSWERED_NO = 15
    """Not a branch's row by somebody's answer: counted, and held against no sum."""


Kinds = npt.NDArray[np.int8]
"""What each row of a tab is, as numbers of `RowKind`, so that a million rows can be asked at once."""


def count_kinds(kinds: Kinds) -> Counter[RowKind]:
    """How many rows are of each kind."""
    counted = np.bincount(kinds, minlength=len(RowKind)).tolist()
    return Counter(dict(zip(RowKind, counted, strict=True)))


def are_of(kinds: Kinds, *wanted: RowKind) -> npt.NDArray[np.bool_]:
    """Which rows are of one of the kinds."""
    is_wanted = np.zeros(len(RowKind), dtype=bool)
    is_wanted[list(wanted)] = True
    return is_wanted[kinds]
