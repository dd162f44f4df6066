"""Member unions below the union that they are members of: does its row hold them, too?

Arrives: the rows below a heading and their figures.
Leaves:  the rows of unions that may hold those of their members.
Not here: departments, which report nothing of their own (`parts`).

A member union ("CĐCS thành viên", "CĐCSTV") is a branch like others. That of its company stands right above or right below:
with the figures of its office, or with everybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np

from flows.steps.read.rows.body import Body
from flows.steps.read.rows.figures import SMALLEST, Figures
from flows.steps.read.words import labels

MEMBER = re.compile(r"(?:cđcs|cđ|công đoàn(?: cơ sở)?)\s*(?:thành viên|tv)\b", re.IGNORECASE)
SIGNS = ("hành viên", "HÀNH VIÊN", "TV")
"""Most tables have no member, so that all names are asked at once."""
ABOUT = 0.9
"""Of its members together: a row with so much holds them, but for a slip of the pen."""
FEWEST = 2


def holding_members(rows: Body, as_one: str, figures: Figures) -> set[int]:
    """The rows right above members that are as large as these together or larger, and those right below that are as large."""
    found = set()
    for run in _runs(rows) if any(sign in as_one for sign in SIGNS) else ():
        sums = figures.values[run].sum(axis=0)
        largest = int(sums.argmax())
        least, most = ABOUT * sums[largest], sums[largest] / ABOUT
        for place, limit in ((run.start - 1, np.inf), (run.stop, most)):
            is_union = 0 <= place < len(rows) and rows.is_branch[place] and sums[largest] >= SMALLEST
            if is_union and least <= figures.values[place, largest] <= limit:
                found.add(place)
    return found


def _runs(rows: Body) -> Iterator[range]:
    """Rows one after the other that are members', of which there are enough."""
    places = [place for place in np.flatnonzero(rows.is_valued).tolist() if _is_member(rows, place)]
    start = 0
    for at, place in enumerate(places):
        if at + 1 == len(places) or places[at + 1] != place + 1:
            if at + 1 - start >= FEWEST:
                yield range(places[start], place + 1)
            start = at + 1


def _is_member(rows: Body, place: int) -> bool:
    return MEMBER.match(labels.label(rows.names[place])) is not None
