"""What checking does beyond asking the rules, part by part, each beside the least that Python must do for it.

Arrives: a read return, its columns, and what was found in it.
Leaves:  for each part the seconds of the processor that it takes, and those of its yardstick.
Not here: the rules themselves, whose yardstick is `bare_masks`.

| part | yardstick |
| --- | --- |
| rows of one branch | a set of the keys |
| each accepted row's cell | a text made for each row |
| sums by what became of rows | numpy's sum of each count |
| findings | a sentence filled in and a value made for each |
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from tests.bench.bare_masks import COUNTS

SENTENCE = "Ô {cell}: '{raw}' không đọc được; hãy nhập lại số đúng."
ROUNDS = 3


def parts_of_check(
    read: Any, columns: dict[str, Any], findings: Sequence[Any]
) -> dict[str, tuple[float, float]]:
    # an earlier build, whose packages a worker has, knows nothing of some
    from flows.steps.check.duplicates import duplicates
    from flows.steps.check.rows import broken_rules
    from flows.steps.check.sums import row_sums
    from schemas.finding import Finding

    nowhere = np.zeros(len(read.rows), dtype=bool)
    keys, rows = read.rows["branch_key"].tolist(), read.rows["row"].tolist()

    def told() -> list[Finding]:
        return [
            Finding(each.severity, each.rule, SENTENCE.format(cell=each.cell, raw=each.raw_value), each.cell)
            for each in findings
        ]

    works: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
        "rows of one branch": (lambda: duplicates(read, nowhere.copy()), lambda: len(set(keys))),
        "cells": (lambda: read.addresses(rows, "branch_name"), lambda: [f"B{row + 1}" for row in rows]),
        "sums": (
            lambda: row_sums(read, nowhere, nowhere, nowhere),
            lambda: [np.nansum(columns[name]) for name in COUNTS],
        ),
        "rules and findings": (lambda: list(broken_rules(read)), told),
    }
    return {part: (_least(ours), _least(bare)) for part, (ours, bare) in works.items()}


def _least(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)
