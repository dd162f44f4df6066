"""The contract of a branch's row: pandera's schema, made of a form's rules of rows and of its quantities' kinds.

Arrives: a form; rows of typed values, one column per quantity that is read, as `flows.steps.read` makes them.
Leaves:  `contract`; `readable`, what it asks beside the rules; `breaking`, which rows break what; `stored_contract`,
         what every row keeps that is loaded.
Not here: the rules (`schemas.rules`), and rules about a whole return (`flows.steps.check`).

A check asks the rule itself, of a frame's columns. So the same can be asked without pandera, whose lazy validation tells
a frame-wide rule once per column and grows to gigabytes, and takes 25 ms for a return of any size (pandera 0.35).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, partial, reduce
from operator import or_
from typing import Any

import numpy as np
import pandas as pd
import pandera.pandas as pa

from schemas.form.form import Form
from schemas.form.quantity import Kind
from schemas.rules import row_rules
from schemas.rules.rows import figure_rules
from schemas.rules.rule import Holds
from schemas.typed_rows import Bools, Places, TypedRows, one_value

NOWHERE: Places = np.empty(0, dtype=np.intp)
NUMBERS: tuple[Kind, ...] = ("count", "money", "percent")
"""The kinds whose values are floats, NaN for none; the others' are objects."""


def _is_readable(rows: TypedRows, name: str) -> Bools:
    """A cell that could not be read leaves the code of the reason in the companion column."""
    return ~rows.is_refused(name)


def _check(holds: Holds, name: str) -> pa.Check:
    """What is asked of rows as a check of a frame; pandera would let a missing answer pass, so there is none."""
    return pa.Check(
        lambda frame: pd.Series(holds(TypedRows.of(frame)), index=frame.index), name=name, ignore_na=False
    )


@cache
def readable(form: Form) -> Mapping[str, Holds]:
    """For each quantity that is read, that its cell could be."""
    return {name: partial(_is_readable, name=name) for name in form.read}


@cache
def contract(form: Form) -> pa.DataFrameSchema:
    """The one statement of what a row of a form must keep, errors and warnings alike."""
    return pa.DataFrameSchema(
        columns={
            **{name: _column(form, name) for name in form.read},
            "branch_key": pa.Column(object, nullable=True),
            "shows_person": pa.Column(bool),
            **{f"{name}_assumed": pa.Column(bool) for name in form.marks},
            "stands_apart": pa.Column(bool),
            "asked": pa.Column("int8"),
            **{f"{name}_refusal": pa.Column(object, nullable=True) for name in form.read},
        },
        checks=[
            *(_check(rule.holds, rule.code) for rule in row_rules(form)),
            *(_check(holds, f"refused:{name}") for name, holds in readable(form).items()),
        ],
        strict=False,
    )


def _column(form: Form, name: str) -> pa.Column:
    each = form[name]
    if each.kind not in NUMBERS:
        return pa.Column(object, nullable=True)
    least = pa.Check.ge(0) if each.is_amount else pa.Check.in_range(0, 100)
    return pa.Column(float, nullable=True, checks=least)


def breaking(rows: TypedRows, asked: Sequence[Holds]) -> list[Places]:
    """Of each thing that is asked of the rows, the places of those that break it."""
    found: list[list[Places]] = [[] for _ in asked]
    for start, block in rows.blocks():
        for places, holds in zip(found, asked, strict=True):
            is_held = holds(block)
            if not is_held.all():
                places.append(np.flatnonzero(~is_held) + start)
    return [np.concatenate(places) if places else NOWHERE for places in found]


def _unsaid(form: Form) -> Mapping[str, tuple[object, type]]:
    """What a stored row says of the other columns: no cell of it was refused, and what is not stored is not given."""
    return {
        **{f"{name}_refusal": (None, object) for name in form.read},
        **{name: (np.nan, float) for name in (*form.amounts, *form.percents) if not form[name].is_stored},
    }


def _is_in_range(form: Form, rows: TypedRows) -> Bools:
    percents = [name for name in form.percents if form[name].is_stored]
    below = reduce(or_, (rows[name] < 0 for name in (*form.stored_amounts, *percents)))
    is_in_range: Bools = ~reduce(or_, (rows[name] > 100 for name in percents), below)
    return is_in_range


@cache
def _of_stored(form: Form) -> tuple[tuple[str, Holds], ...]:
    """What the figures of every stored row keep, each with its name; one name may ask it of several columns."""
    refusing = [rule for rule in figure_rules(form) if rule.severity == "error"]
    return (("in_range", partial(_is_in_range, form)), *((rule.code, rule.holds) for rule in refusing))


def broken_of_stored(form: Form, frame: pd.DataFrame) -> str | None:
    """The name of the first thing that some stored row breaks."""
    unsaid = {name: one_value(value, len(frame), kind) for name, (value, kind) in _unsaid(form).items()}
    rows = TypedRows({**TypedRows.of(frame).columns, **unsaid})
    asked = _of_stored(form)
    found = breaking(rows, [holds for _, holds in asked])
    return next((name for (name, _), places in zip(asked, found, strict=True) if len(places)), None)


@cache
def stored_contract(form: Form) -> pa.DataFrameSchema:
    """What all rows of a load must pass before they reach the database: types and presence of what is stored of a row, and
    every rule of figures that refuses one. They are asked together: each check of pandera's takes 0.1 ms, however few
    rows there are, and `contract` as many as 25.
    """
    return pa.DataFrameSchema(
        columns={name: _stored_column(form, name) for name in stored_columns(form)},
        checks=pa.Check(
            lambda frame: broken_of_stored(form, frame) is None, name="of_stored", ignore_na=False
        ),
        strict=True,
    )


@cache
def stored_columns(form: Form) -> tuple[str, ...]:
    """What is stored of an accepted row: what it is known by, the form's quantities, which "no" was assumed, its cell."""
    marks = tuple(f"{name}_assumed" for name in form.marks if form[name].is_stored)
    return ("branch_key", *form.stored, *marks, "source_cell")


def kind_of_column(form: Form, name: str) -> type[Any]:
    """The type of a stored column in a frame."""
    if name in form.quantities:
        return float if form[name].kind in NUMBERS else object
    return bool if name.endswith("_assumed") else object


def _stored_column(form: Form, name: str) -> pa.Column:
    is_needed = name not in form.quantities or form[name].is_required or form[name].kind == "name"
    return pa.Column(kind_of_column(form, name), nullable=not is_needed)
