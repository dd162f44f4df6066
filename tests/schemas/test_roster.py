"""A unit is known by its name's fold and exact aliases, never by likeness."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from schemas.campaign import load_campaign
from tests.conftest import CAMPAIGNS

ROSTER = load_campaign(CAMPAIGNS / "bluezone-2020").units
CORPUS = Path(__file__).parents[1] / "spec" / "messy_cells.csv"


def names() -> list[tuple[str, str]]:
    with CORPUS.open(encoding="utf-8", newline="") as file:
        return [(row["raw"], row["expected"]) for row in csv.DictReader(file) if row["kind"] == "unit_name"]


@pytest.mark.parametrize("typed, expected", names())
def test_each_unit_name_of_the_corpus_is_read_as_expected(typed: str, expected: str) -> None:
    unit = ROSTER.match(typed)
    assert (unit.name if unit else "") == expected


@pytest.mark.parametrize("unit", ROSTER.active, ids=lambda unit: unit.code)
def test_every_unit_is_found_by_its_code_its_name_and_each_alias(unit: object) -> None:
    for name in (unit.code, unit.name, *unit.variants):
        assert ROSTER.match(name) is unit


@pytest.mark.parametrize(
    "typed",
    [
        "LĐLĐ huyện Krông Bok",
        "LĐLĐ thị xã Ea Kar",
        "LĐLĐ thành phố Lắk",
        "Ea",
        "LĐLĐ",
        "H.",
        "CĐ ngành",
        "Đắk Lắk",
    ],
)
def test_a_name_that_is_nearly_a_units_is_nobodys(typed: str) -> None:
    assert ROSTER.match(typed) is None


def test_an_inactive_unit_owes_nothing_and_is_not_matched() -> None:
    assert ROSTER.by_code("AF-KCN") is None
    assert any(unit.code == "AF-KCN" for unit in ROSTER.units)
