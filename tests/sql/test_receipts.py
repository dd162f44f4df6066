"""What a receipt tells a unit: which content was seen when, and what its rows came to, counted or not."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.sheet import Cell
from tests.given.checked import checked
from tests.given.desk import GOOD, Desk, branches, moment, sheet

ASKED = "SELECT * FROM report.receipt_at(:at) WHERE campaign = :code AND unit_code = '650'"
COUNTS = st.one_of(st.integers(0, 90), st.sampled_from(["hơn 20", "15-20", None, "12/8"]))
"""No decimals: where most figures have some, the whole ones are taken for percentages too, and are no part of a sum."""


def receipt(desk: Desk, at: str) -> dict[str, Any]:
    [row] = desk.query(ASKED, at=moment(at), code=desk.campaign.code)
    return row


def test_a_content_is_seen_from_its_first_look_to_its_last(desk: Desk) -> None:
    for at in ("24/8 17:00", "25/8 17:00", "26/8 17:00"):
        desk.look("650", at, GOOD)
    told = receipt(desk, "26/8 18:00")
    assert (told["first_seen_at"], told["last_seen_at"]) == (moment("24/8 17:00"), moment("26/8 17:00"))
    assert receipt(desk, "25/8 18:00")["last_seen_at"] == moment("25/8 17:00"), "later looks are invisible"


def test_a_content_that_comes_back_is_seen_first_when_it_came_back(desk: Desk) -> None:
    other = branches(("CĐCS xã Ea Tam", 24, 22, 21))
    for at, seen in (("24/8 17:00", GOOD), ("25/8 17:00", other), ("26/8 17:00", GOOD)):
        desk.look("650", at, seen)
    assert receipt(desk, "26/8 18:00")["first_seen_at"] == moment("26/8 17:00")


def test_a_unit_that_sent_nothing_has_none(desk: Desk) -> None:
    desk.look("651", "24/8 17:00", GOOD)
    assert desk.query(ASKED, at=moment("26/8 18:00"), code=desk.campaign.code) == []


def test_rows_are_summed_by_what_became_of_them(desk: Desk) -> None:
    rows: list[list[Cell]] = [
        [1, "CĐCS A", 50, 45, 40],
        [2, "CĐCS B", 30, 20, "hơn 10"],
        [3, "CĐCS A", 50, 45, 40],
        [None, "Tổng cộng", 80, 65, 50],
    ]
    desk.look("650", "24/8 17:00", sheet(*rows))
    told = receipt(desk, "24/8 18:00")
    numbers = [told[f"rows_{each}"] for each in ("accepted", "refused", "waiting", "not_data")]
    assert (numbers, told["rows_in_sheet"]) == ([1, 1, 0, 3], 5), "the heading is a row too"
    assert (told["workforce"], told["smartphone_users"], told["installed"]) == (50, 45, 40)
    assert (told["workforce_refused"], told["smartphone_users_refused"], told["installed_refused"]) == (
        30,
        20,
        None,
    )
    assert told["installed_waiting"] is None
    assert told["installed_not_data"] == 40 + 50, "a row that repeats another, and the sum"


@given(st.lists(st.tuples(COUNTS, COUNTS, COUNTS), min_size=1, max_size=8))
def test_what_is_counted_is_the_sum_of_the_accepted_rows_and_nothing_is_in_two_sums(
    figures: list[tuple[Cell, Cell, Cell]],
) -> None:
    rows = [(place, f"CĐCS số {place}", *each) for place, each in enumerate(figures, start=1)]
    found = checked(sheet(*rows))
    sums = found.row_sums
    for name in ("workforce", "smartphone_users", "installed"):
        assert sums.get("accepted", {}).get(name, 0) == int(np.nansum(found.accepted[name]))
        at = {"workforce": 2, "smartphone_users": 3, "installed": 4}[name]
        typed = sum(cell for row in rows if isinstance(cell := row[at], int))
        assert sum(of.get(name, 0) for of in sums.values()) == typed


@pytest.mark.parametrize("column", ["workforce", "installed"])
def test_what_an_earlier_release_loaded_is_not_known_until_it_is_rebuilt(desk: Desk, column: str) -> None:
    desk.look("650", "24/8 17:00", GOOD)
    known = receipt(desk, "24/8 18:00")[column]
    with desk.database.begin(None) as connection:
        connection.exec_driver_sql("UPDATE core.unit_return SET row_sums = NULL")
    assert receipt(desk, "24/8 18:00")[column] is None
    desk.rebuild("650")
    assert receipt(desk, "24/8 18:00")[column] == known == {"workforce": 52, "installed": 45}[column]
