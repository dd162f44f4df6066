"""The contract of a branch's row: pandera's schema, made of the rules of rows and of the fields' types.

Arrives: rows of typed values, one column per field of `FIELDS`, as `flows.steps.read` makes them.
Leaves:  `CONTRACT`; `READABLE`, what it asks beside the rules; `breaking`, which rows break what; `STORED_CONTRACT`,
         what every row keeps that is loaded.
Not here: the rules (`schemas.rules`), and rules about a whole return (`flows.steps.check`).

A check asks the rule itself, of a frame's columns. So the same can be asked without pandera, whose lazy validation tells
a frame-wide rule once per column and grows to gigabytes, and takes 25 ms for a return of any size (pandera 0.35).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial, reduce
from operator import or_

import numpy as np
import pandas as pd
import pandera.pandas as pa

from schemas.fields import COUNTS, FIELDS, PERCENTS, READ, STORED_COUNTS, TEXTS
from schemas.rules import ROW_RULES
from schemas.rules.rows import FIGURE_RULES
from schemas.rules.rule import Holds
from schemas.typed_rows import Bools, Places, TypedRows, one_value

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


def breaking(rows: TypedRows, asked: Sequence[Holds]) -> list[Places]:
    """Of each thing that is asked of the rows, the places of those that break it."""
    found: list[list[Places]] = [[] for _ in asked]
    for start, block in rows.blocks():
        for places, holds in zip(found, asked, strict=True):
            is_held = holds(block)
            if not is_held.all():
                places.append(np.flatnonzero(~is_held) + start)
    return [np.concatenate(places) if places else NOWHERE for places in found]


UNSAID: dict[str, tuple[object, type]] = {
    **{f"{name}_refusal": (None, object) for name in READ},
    **{name: (np.nan, float) for name in COUNTS if not FIELDS[name].is_stored},
}
"""What a stored row says of the other columns: no cell of it was refused, and what is not stored is not given."""


def _is_in_range(rows: TypedRows) -> Bools:
    below = reduce(or_, (rows[name] < 0 for name in (*STORED_COUNTS, "typed_pct")))
    is_in_range: Bools = ~(below | (rows["typed_pct"] > 100))
    return is_in_range


OF_STORED: tuple[tuple[str, Holds], ...] = (
    ("in_range", _is_in_range),
    *((rule.code, rule.holds) for rule in FIGURE_RULES if rule.severity == "error"),
)
"""What the figures of every stored row keep, each with its name; one name may ask it of several columns."""


def broken_of_stored(frame: pd.DataFrame) -> str | None:
    """The name of the first thing that some stored row breaks."""
    unsaid = {name: one_value(value, len(frame), kind) for name, (value, kind) in UNSAID.items()}
    rows = TypedRows({**TypedRows.of(frame).columns, **unsaid})
    found = breaking(rows, [holds for _, holds in OF_STORED])
    return next((name for (name, _), places in zip(OF_STORED, found, strict=True) if len(places)), None)


STORED_CONTRACT = pa.DataFrameSchema(
    columns={
        **{name: pa.Column(object) for name in ("branch_key", "branch_name", "source_cell")},
        **{name: pa.Column(float, nullable=name != "installed") for name in STORED_COUNTS},
        "typed_pct": pa.Column(float, nullable=True),
        **{name: pa.Column(object, nullable=True) for name in (*TEXTS, "in_industrial_zone")},
        "in_industrial_zone_assumed": pa.Column(bool),
    },
    checks=pa.Check(lambda frame: broken_of_stored(frame) is None, name="of_stored", ignore_na=False),
    strict=True,
)
"""What all rows of a load must pass before they reach the database: types and presence of what is stored of a row, and
every rule of figures that refuses one. They are asked together: each check of pandera's takes 0.1 ms, however few rows
there are, and `CONTRACT` as many as 25.
"""
