"""What a roster's file says otherwise than its last edition, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.roster import Roster, Unit
from schemas.roster.edition import SaidUnit, differences, in_short

UNITS = tuple(
    Unit(code, f"Đơn vị {code}", "affiliated", position=n) for n, code in enumerate("ABCD", start=1)
)


def said(*units: Unit) -> list[SaidUnit]:
    """As an edition of these units would say."""
    return [
        SaidUnit(
            *(each.code, each.name, each.kind, each.is_active, each.position, each.branches_expected),
            *(each.joined_on, each.left_on, "|".join(each.successor_of), True),
        )
        for each in units
    ]


def otherwise(**facts: Any) -> Roster:
    return Roster((replace(UNITS[0], **facts), *UNITS[1:]))


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"name": "Đơn vị khác"}, "tên «Đơn vị A» → «Đơn vị khác»"),
        ({"kind": "sector"}, "loại affiliated → sector"),
        ({"is_active": False}, "thôi phải báo cáo"),
        ({"branches_expected": 12}, "số CĐCS phải có chưa nêu → 12"),
        ({"joined_on": date(2020, 8, 22)}, "phải báo cáo từ 22/8/2020"),
        ({"left_on": date(2020, 8, 25)}, "thôi phải báo cáo từ 25/8/2020"),
        ({"successor_of": ("B", "C")}, "kế thừa B, C"),
        ({"name": "X", "branches_expected": 3}, "tên «Đơn vị A» → «X»; số CĐCS phải có chưa nêu → 3"),
    ],
)
def test_each_fact_about_who_owes_is_told(facts: dict[str, Any], told: str) -> None:
    [found] = differences(said(*UNITS), otherwise(**facts))
    assert (found.unit_code, "; ".join(found.what)) == ("A", told)


def test_what_is_no_fact_about_who_owes_is_no_difference() -> None:
    facts = {"sheet": "x.xlsx", "variants": ("A1",), "email": "a@example.vn", "contact": "chị Mai"}
    assert differences(said(*UNITS), otherwise(**facts)) == ()


def test_units_that_come_go_and_return_are_counted_apart() -> None:
    resting = replace(UNITS[1], is_active=False)
    found = differences(
        said(UNITS[0], resting, *UNITS[2:]), Roster((*UNITS[1:3], replace(UNITS[3], name="D"), *new()))
    )
    assert [(each.unit_code, each.way, each.what[0]) for each in found] == [
        ("B", "added", "nay phải báo cáo"),
        ("D", "changed", "tên «Đơn vị D» → «D»"),
        ("E", "added", "mới, phải báo cáo"),
        ("A", "removed", "không còn trong danh sách"),
    ]
    assert in_short(found) == "thêm 2, bớt 1, đổi 1 đơn vị"


def new() -> tuple[Unit, ...]:
    return (Unit("E", "Đơn vị E", "affiliated", joined_on=date(2020, 8, 22)),)


def test_one_that_was_resting_and_is_named_no_more_is_no_difference() -> None:
    resting = replace(UNITS[0], is_active=False)
    assert differences(said(resting, *UNITS[1:]), Roster(UNITS[1:])) == ()


@given(st.permutations(UNITS), st.sets(st.sampled_from("ABCD")))
def test_an_order_is_told_by_the_units_that_went_past_others_and_no_more(
    order: list[Unit], gone: set[str]
) -> None:
    kept = [unit for unit in order if unit.code not in gone]
    found = differences(said(*UNITS), Roster(tuple(kept)))
    moved = {each.unit_code for each in found if "đổi chỗ trong danh sách" in each.what}
    stay = [unit.code for unit in kept if unit.code not in moved]
    assert stay == sorted(stay)
    assert len(stay) >= bool(kept)
    if [unit.code for unit in kept] == sorted(unit.code for unit in kept):
        assert moved == set(), "a place that shifts because another unit came or went is no move"
