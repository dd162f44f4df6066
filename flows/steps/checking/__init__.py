"""Hold a read return to the contract: accepted rows and findings come out, and nothing is lost between.

Arrives: a `ReadReturn`.
Leaves:  a `CheckedReturn`: the rows to load, the branches whose rows are bad, findings, and the accounts.
Not here: the rules of one row (`schemas.submission`) and their sentences (`schemas.finding`). Pure.

Each check of the pandera contract is called by itself and its mask kept: lazy validation would report a
failing rule once per column and grow to gigabytes (pandera 0.35, a frame-wide check that fails everywhere).
"""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pandera.pandas as pa

from flows.steps.checking.duplicates import duplicates
from flows.steps.checking.rows import Bools, broken_rules
from flows.steps.checking.whole_return import UnitNames, about_letterhead, about_return
from schemas.fields import COUNTS, FIELDS, STORED
from schemas.finding import CATALOGUE
from schemas.sheet import column_letters
from schemas.submission import CONTRACT
from schemas.unit_return import CheckedReturn, ReadReturn

OF_ALL_ROWS = ("several_tables", "figures_in_multiples")
"""Findings of the whole return under which no row's figures can be taken."""


def _is_of_error(check: str) -> bool:
    """Whether a check of the contract, by its name, refuses the rows that fail it."""
    code, _, name = check.partition(":")
    return FIELDS[name].refuses_row if code == "refused" else CATALOGUE[code].severity == "error"


GATE = pa.DataFrameSchema(
    columns={name: CONTRACT.columns[name] for name in ("branch_key", *COUNTS)},
    checks=[check for check in CONTRACT.checks if _is_of_error(str(check.name))],
)
"""The rules of severity error, which every accepted row must pass once more as a whole."""


def check(read: ReadReturn, opens_on: date, not_of: UnitNames | None = None) -> CheckedReturn:
    """Apply every rule to every row, and the rules of the whole return. Never raises on what a sheet holds.

    `not_of` tells of a name in the letterhead whether it is another unit's: then, whose sheet this is.
    """
    rows = read.rows
    is_bad = np.zeros(len(rows), dtype=bool)
    findings = list(read.findings)
    is_one_table = read.is_readable and not any(each.rule in OF_ALL_ROWS for each in findings)
    if is_one_table:
        for mask, about in broken_rules(read, opens_on):
            findings += about
            is_bad |= mask
        repeated, about = duplicates(read, is_bad)
        findings += about
    else:
        repeated = np.zeros(len(rows), dtype=bool)
        is_bad[:] = True
    findings += about_return(read, _only(rows, ~repeated))
    findings += about_letterhead(read, not_of) if not_of else ()
    refused = rows[is_bad]
    return CheckedReturn(
        accepted=_accepted(read, _only(rows, ~is_bad & ~repeated)),
        bad_keys=frozenset(refused["branch_key"].dropna()),
        findings=tuple(dict.fromkeys(findings)),
        rows_in_sheet=sum(read.kinds.values()),
        rows_refused=len(refused),
        is_submitted=len(rows) > 0 or bool(read.totals) or any(f.rule == "table_not_found" for f in findings),
        keeps_vanished=(not is_one_table and bool(sum(read.kinds.values())))
        or bool(refused["branch_key"].isna().any()),
    )


def _only(rows: pd.DataFrame, mask: Bools) -> pd.DataFrame:
    """The rows of a mask; the frame itself where that is all of them."""
    return rows if mask.all() else rows[mask]


def _accepted(read: ReadReturn, rows: pd.DataFrame) -> pd.DataFrame:
    """The stored fields of the rows that break no rule, passed through the contract once more as a gate."""
    if len(rows):
        # in place: nothing is coerced, and a copy to look at takes as long as looking
        GATE.validate(rows, inplace=True)
    kept = rows[["branch_key", *STORED]].copy()
    for ratio in ("typed_pct_of_workforce", "typed_pct_of_smartphones"):
        kept["typed_pct"] = kept["typed_pct"].fillna(rows[ratio])
    column = read.column("branch_name")
    letters = column_letters(column.index if column else 0)
    kept["source_cell"] = [f"{letters}{row + 1}" for row in rows["row"].tolist()]
    return kept
