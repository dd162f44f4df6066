"""Rows of one branch.

Arrives: a `ReadReturn` and which of its rows are bad.
Leaves:  which rows only repeat another, and findings; rows that contradict each other become bad.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from flows.steps.check.rows import Bools
from schemas.fields import COUNTS
from schemas.finding import Finding, finding
from schemas.unit_return import ReadReturn

TWINS_NAMED = 10


def duplicates(read: ReadReturn, is_bad: Bools) -> tuple[Bools, list[Finding]]:
    """Rows of one branch: identical ones but the first are left out, different ones are all refused (in is_bad)."""
    rows = read.rows
    is_repeated = np.zeros(len(rows), dtype=bool)
    findings: list[Finding] = []
    keys = rows["branch_key"]
    if len(set(keys.tolist())) == len(keys):
        return is_repeated, findings
    places = np.flatnonzero(keys.notna() & keys.duplicated(keep=False))
    counts = rows[list(COUNTS)].to_numpy()
    twins: dict[str, list[int]] = {}
    for place, key in zip(places.tolist(), keys.iloc[places].tolist(), strict=True):
        twins.setdefault(key, []).append(place)
    for same in twins.values():
        is_same = not is_bad[same].any() and bool(
            (np.nan_to_num(counts[same], nan=-1) == np.nan_to_num(counts[same[0]], nan=-1)).all()
        )
        findings += _about_twins(read, rows, same, is_same)
        if is_same:
            is_repeated[same[1:]] = True
        else:
            is_bad[same] = True
    return is_repeated, findings


def _about_twins(read: ReadReturn, rows: pd.DataFrame, places: list[int], is_same: bool) -> Iterator[Finding]:
    """One finding for each row of a branch that is there twice; the first of identical ones stands."""
    cells = [read.address(rows["row"].to_numpy()[place], "branch_name") or "" for place in places]
    others = ", ".join(cells[:TWINS_NAMED]) + ("…" if len(cells) > TWINS_NAMED else "")
    for cell, place in list(zip(cells, places, strict=True))[1 if is_same else 0 :]:
        name = rows["branch_name"].to_numpy()[place]
        yield finding(
            "branch_twice_identical" if is_same else "branch_twice_different",
            cell=cell,
            heading=read.heading(rows["row"].to_numpy()[place], "branch_name"),
            raw=name,
            branch=f"'{name}'",
            others=cells[0] if is_same else others,
        )
