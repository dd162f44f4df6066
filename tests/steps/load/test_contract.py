"""No row reaches the database that breaks the contract, whatever checking let pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from flows.errors import Defect
from flows.steps.check import check_return
from flows.steps.load import load_returns, rows
from flows.steps.load.contract import hold_accepted, hold_figures
from flows.steps.read import read_sheet
from schemas.typed_rows import TypedRows
from schemas.unit_return import CheckedReturn
from tests.given.desk import GOOD, Desk, moment
from tests.given.forms import FORM

NAME = "CĐCS xã Ea Tam"


def good() -> CheckedReturn:
    return check_return(read_sheet(GOOD, FORM))


def spoiled(column: str, value: Any) -> TypedRows:
    accepted = good().accepted
    cells = accepted[column].copy()
    cells[0] = value
    return TypedRows({**accepted.columns, column: cells})


def as_answered(accepted: TypedRows) -> None:
    hold_figures(FORM, rows.figures(FORM, replace(good(), accepted=accepted)))


HELD = [lambda accepted: hold_accepted(FORM, [good().accepted, accepted]), as_answered]


@pytest.mark.parametrize("held", HELD, ids=["returns together", "what an answer makes"])
@pytest.mark.parametrize(
    ("column", "value", "broken"),
    [
        ("installed", -1.0, "in_range"),
        ("typed_pct", 100.5, "in_range"),
        ("installed", 23.0, "installed_above_smartphones"),
        ("workforce", 0.0, "workforce_below_one"),
        ("reached", 43831.0, "looks_like_date"),
        ("branch_name", None, "branch_name not_nullable"),
    ],
)
def test_a_row_that_breaks_the_contract_is_stopped_and_the_rule_named(
    held: Callable[[TypedRows], None], column: str, value: Any, broken: str
) -> None:
    held(good().accepted)
    with pytest.raises(Defect) as stopped:
        held(spoiled(column, value))
    assert f"({broken})" in str(stopped.value)
    assert NAME not in str(stopped.value)
    assert stopped.value.__suppress_context__


def test_nothing_of_a_load_is_written_where_one_row_breaks_the_contract(desk: Desk) -> None:
    load = partial(desk.loadable, "650", moment("28/8 17:00"))
    bad = replace(good(), accepted=spoiled("installed", 23.0))
    with pytest.raises(Defect, match="installed_above_smartphones"), desk.database.begin() as connection:
        load_returns(connection, desk.campaign, [load(bad)])
    assert desk.query("SELECT * FROM core.submission") == []
    assert desk.query("SELECT * FROM core.unit_return") == []
