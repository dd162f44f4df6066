"""The contract of a branch's row: pandera's schema, made of the rules of rows and of the fields' types.

Arrives: rows of typed values, one column per field of `FIELDS`, as `flows.steps.read` makes them.
Leaves:  `CONTRACT`; `HELD` and `READABLE`, its checks beside what each stands for; `GATE`, what no accepted row breaks.
Not here: the rules (`schemas.rules`), and rules about a whole return (`flows.steps.check`).
"""

from __future__ import annotations

from functools import partial

import pandas as pd
import pandera.pandas as pa

from schemas.fields import COUNTS, FIELDS, PERCENTS, READ, TEXTS
from schemas.rules import ROW_RULES


def _is_readable(rows: pd.DataFrame, name: str) -> pd.Series:
    """A cell that could not be read leaves the code of the reason in the companion column."""
    return rows[f"{name}_refusal"].isna()


# pandera lets a missing answer pass: each rule says itself what it means, in plain booleans
HELD = tuple((rule, pa.Check(rule.holds, name=rule.code, ignore_na=False)) for rule in ROW_RULES)
"""Each rule of a row with its check."""
READABLE = {
    name: pa.Check(partial(_is_readable, name=name), name=f"refused:{name}", ignore_na=False) for name in READ
}
"""For each field that is read, the check that its cell could be."""

CONTRACT = pa.DataFrameSchema(
    columns={
        **{name: pa.Column(float, nullable=True, checks=pa.Check.ge(0)) for name in COUNTS},
        **{name: pa.Column(float, nullable=True, checks=pa.Check.in_range(0, 100)) for name in PERCENTS},
        **{name: pa.Column(object, nullable=True) for name in ("branch_name", "branch_key", *TEXTS)},
        "in_industrial_zone": pa.Column(object, nullable=True),
        "shows_person": pa.Column(bool),
        "in_industrial_zone_assumed": pa.Column(bool),
        "stands_apart": pa.Column(bool),
        "asked": pa.Column("int8"),
        **{f"{name}_refusal": pa.Column(object, nullable=True) for name in READ},
    },
    checks=[*(check for _, check in HELD), *READABLE.values()],
    strict=False,
)
"""The one statement of what a row must keep, errors and warnings alike."""

GATE = pa.DataFrameSchema(
    columns={name: CONTRACT.columns[name] for name in ("branch_key", *COUNTS)},
    checks=[
        *(check for rule, check in HELD if rule.severity != "warning"),
        *(check for name, check in READABLE.items() if FIELDS[name].refuses_row),
    ],
)
"""The part of severity error or question, which every accepted row must pass once more as a whole."""
