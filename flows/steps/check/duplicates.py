"""Rows of one branch.

Arrives: a `ReadReturn` and which of its rows are bad.
Leaves:  which rows only repeat another, and findings; rows that contradict each other become bad.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from schemas.finding import Finding, finding
from schemas.typed_rows import Bools
from schemas.unit_return import ReadReturn

TWINS_NAMED = 10


def duplicates(read: ReadReturn, is_bad: Bools) -> tuple[Bools, list[Finding]]:
    """Rows of one branch: identical ones but the first are left out, different ones are all refused (in is_bad)."""
    is_repeated = np.zeros(len(read.rows), dtype=bool)
    findings: list[Finding] = []
    keys = read.rows["branch_key"].tolist()
    if len(set(keys)) == len(keys):
        return is_repeated, findings
    times = Counter(keys)
    counts = np.column_stack([read.rows[name] for name in read.form.amounts])
    twins: dict[str, list[int]] = {}
    # whose figures are told to be parts of one branch's are no two returns of it
    is_in_parts = read.rows["branch_name_refusal"] == "name_in_parts"
    for place, key in enumerate(keys):
        if key is not None and times[key] > 1 and not is_in_parts[place]:
            twins.setdefault(key, []).append(place)
    for same in twins.values():
        is_same = not is_bad[same].any() and bool(
            (np.nan_to_num(counts[same], nan=-1) == np.nan_to_num(counts[same[0]], nan=-1)).all()
        )
        findings += _about_twins(read, same, is_same)
        if is_same:
            is_repeated[same[1:]] = True
        else:
            is_bad[same] = True
    return is_repeated, findings


def _about_twins(read: ReadReturn, places: list[int], is_same: bool) -> Iterator[Finding]:
    """One finding for each row of a branch that is there twice; the first of identical ones stands."""
    rows = list(read.rows.records(np.array(places), ("row", "branch_name")))
    cells = [read.address(row["row"], "branch_name") or "" for row in rows]
    others = ", ".join(cells[:TWINS_NAMED]) + ("…" if len(cells) > TWINS_NAMED else "")
    for cell, row in list(zip(cells, rows, strict=True))[1 if is_same else 0 :]:
        yield finding(
            "branch_twice_identical" if is_same else "branch_twice_different",
            cell=cell,
            heading=read.heading(row["row"], "branch_name"),
            raw=row["branch_name"],
            branch=f"'{row['branch_name']}'",
            others=cells[0] if is_same else others,
        )
