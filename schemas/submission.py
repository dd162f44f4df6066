"""The contract of a branch's row: pandera's schema, made of the rules of rows and of the fields' types.

Arrives: rows of typed values, one column per field of `FIELDS`, as `flows.steps.read` makes them.
Leaves:  `CONTRACT`; `READABLE`, what it asks beside the rules; `breaking`, which rows break what; `GATE`, what no
         accepted row breaks.
Not here: the rules (`schemas.rules`), and rules about a whole return (`flows.steps.check`).

A check asks the rule itself, of a frame's columns. So the same can be asked without pandera, whose lazy validation tells
a frame-wide rule once per column and grows to gigabytes, and takes 25 ms for a return of any size (pandera 0.35).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd
import pandera.pandas as pa

from schemas.fields import COUNTS, FIELDS, PERCENTS, READ, TEXTS
from schemas.rules import ROW_RULES
from schemas.rules.rule import Holds
from schemas.typed_rows import Bools, Places, TypedRows

NOWHERE: Places = np.empty(0, dtype=np.intp)


def _is_readable(rows: TypedRows, name: str) -> Bools:
    """A cell that could not be read leaves the code of the reason in the companion column."""
    return ~rows.is_refused(name)


def _check(holds: Holds, name: str) -> pa.Check:
    """What is asked of rows as a check of a frame; pandera would let a missing answer pass, so there is none."""
    return pa.Check(
        lambda frame: pd.Series(holds(TypedRows.of(frame)), index=frame.index), name=name, ignore_na=False
    )


READABLE: dict[str, Holds] = {name: partial(_is_readable, name=name) for name in READ}
"""For each field that is read, that its cell could be."""

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
    checks=[
        *(_check(rule.holds, rule.code) for rule in ROW_RULES),
        *(_check(holds, f"refused:{name}") for name, holds in READABLE.items()),
    ],
    strict=False,
)
"""The one statement of what a row must keep, errors and warnings alike."""


REFUSING: tuple[Holds, ...] = (
    *(rule.holds for rule in ROW_RULES if rule.severity != "warning"),
    *(holds for name, holds in READABLE.items() if FIELDS[name].refuses_row),
)
"""The part of the contract that refuses a row or lets it wait."""


def breaking(rows: TypedRows, asked: Sequence[Holds]) -> list[Places]:
    """Of each thing that is asked of the rows, the places of those that break it."""
    found: list[list[Places]] = [[] for _ in asked]
    for start, block in rows.blocks():
        for places, holds in zip(found, asked, strict=True):
            is_held = holds(block)
            if not is_held.all():
                places.append(np.flatnonzero(~is_held) + start)
    return [np.concatenate(places) if places else NOWHERE for places in found]


def _is_acceptable(frame: pd.DataFrame) -> bool:
    rows = TypedRows.of(frame)
    are_counts = all(rows[name].dtype == float and not (rows[name] < 0).any() for name in COUNTS)
    return are_counts and not any(map(len, breaking(rows, REFUSING)))


GATE = pa.Check(_is_acceptable, name="acceptable", ignore_na=False)
"""What all accepted rows together must pass once more: the part that refuses, as one check of pandera's. As forty checks
of a schema it would take as long of sixty rows as to read and check them five times."""
GATED = ("branch_key", *COUNTS, *(f"{name}_refusal" for name in READ if FIELDS[name].refuses_row), "asked")
"""The columns that the gate looks at."""
