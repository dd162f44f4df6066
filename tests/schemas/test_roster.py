"""A unit is known by its name's fold and exact aliases, never by likeness."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from schemas.campaign import load_campaign
from schemas.roster import REQUIRED_COLUMNS, Roster, RosterError, load_roster
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


def test_a_units_address_is_read_when_the_roster_has_the_column(tmp_path: Path) -> None:
    assert roster(tmp_path, "a@congdoan.test").by_code("X").email == "a@congdoan.test"
    assert roster(tmp_path, "").by_code("X").email == ""
    assert "a@congdoan.test" not in repr(roster(tmp_path, "a@congdoan.test"))


@pytest.mark.parametrize(
    "typed",
    ["a@b", "a b@c.vn", "a@c.vn; b@c.vn", "Phòng <a@c.vn>", "phòng@c.vn", "a@@c.vn", "a@c.vn\r\nBcc: b@c.vn"],
)
def test_an_address_that_is_not_one_plain_address_is_refused(tmp_path: Path, typed: str) -> None:
    with pytest.raises(RosterError, match=r"(?s)line [23]: .* is not one plain address"):
        roster(tmp_path, typed)


def roster(folder: Path, email: str) -> Roster:
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*REQUIRED_COLUMNS, "email"])
        writer.writerow(["X", "Đơn vị X", "affiliated", "", "yes", "", "", email])
    return load_roster(folder / "roster.csv")
