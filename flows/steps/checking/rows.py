"""What is wrong with single rows: each rule of the contract, and the findings of the rows that break it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from flows.steps.checking.words import Bools, as_typed, points_vi, whole
from schemas.finding import CATALOGUE, Finding, finding
from schemas.readers import reader_of
from schemas.submission import CONTRACT, COUNTS, FIELDS, PERCENTS, POINTS_AT
from schemas.unit_return import ReadReturn

TOLD = ("row", "branch_name", *COUNTS, *PERCENTS)
"""The fields that a finding's sentence may name."""


def broken_rules(read: ReadReturn, opens_on: date) -> Iterator[tuple[Bools, list[Finding]]]:
    """For each rule of the contract that some row breaks: which rows it refuses, and its findings."""
    for rule in CONTRACT.checks:
        code, _, name = str(rule.name).partition(":")
        if name and read.column(name) is None:
            continue
        breaks = ~rule(read.rows).check_output.to_numpy(dtype=bool)
        if not breaks.any():
            continue
        if code == "refused":
            about = _refused_cells(read, read.rows[breaks], name, opens_on)
            refuses = FIELDS[name].refuses_row
        else:
            broken = read.rows.loc[breaks, list(TOLD)]
            about = [_broken_rule(read, row, code, name) for row in broken.itertuples()]
            refuses = CATALOGUE[code].severity == "error"
        yield (breaks if refuses else np.zeros(len(breaks), dtype=bool)), about


def _refused_cells(read: ReadReturn, rows: pd.DataFrame, name: str, opens_on: date) -> list[Finding]:
    """The findings of cells that could not be read, with what was probably meant. A phone is not repeated."""
    field = FIELDS[name]
    is_private = field.kind == "phone"
    reader = lru_cache(maxsize=1024, typed=True)(reader_of(field.kind, opens_on))
    return [
        finding(
            refusal,
            cell=read.address(row, name),
            heading=read.heading(name),
            raw="…" if is_private else as_typed(raw := read.cell(row, name)),
            severity="error" if field.refuses_row else "warning",
            suggestion=None if is_private else reader(raw).suggestion,
        )
        for row, refusal in zip(rows["row"].tolist(), rows[f"{name}_refusal"].tolist(), strict=True)
    ]


def _broken_rule(read: ReadReturn, row: Any, code: str, name: str) -> Finding:
    """The finding of a row that breaks a rule, at the first cell the rule points at that the sheet has."""
    points_at = (name,) if name else POINTS_AT[code]
    there = [each for each in points_at if read.column(each) is not None]
    filled = (each for each in there if read.cell(row.row, each) not in (None, ""))
    at = next(filled, there[0] if there else "branch_name")
    total = row.workforce if row.workforce == row.workforce else row.members
    facts: dict[str, Any] = {each: whole(getattr(row, each)) for each in COUNTS}
    return finding(
        code,
        cell=read.address(row.row, at),
        heading=read.heading(at),
        raw=as_typed(read.cell(row.row, at)),
        branch=f"'{row.branch_name}'" if row.branch_name else "dòng này",
        base=whole(total),
        typed_pct=points_vi(getattr(row, at)) if at in PERCENTS else "",
        recomputed=_recomputed(row, total) if at in PERCENTS else "",
        **facts,
    )


def _recomputed(row: Any, total: float) -> str:
    """The row's own ratios, for the sentence about a typed percentage."""
    ratios = [100 * row.installed / whole for whole in (total, row.smartphone_users) if whole > 0]
    return " hoặc ".join(
        dict.fromkeys(f"{points_vi(round(ratio, 2))}%" for ratio in ratios if ratio == ratio)
    )
