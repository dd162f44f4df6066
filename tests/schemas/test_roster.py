"""A unit is known by its name's fold and exact aliases, never by likeness."""

from __future__ import annotations

import csv
import re
import traceback
from pathlib import Path

import pytest

from schemas.campaign import load_campaign
from schemas.roster import Roster
from schemas.roster.file import REQUIRED_COLUMNS, RosterError, load_roster
from tests.conftest import CAMPAIGNS

CAMPAIGN = load_campaign(CAMPAIGNS / "bluezone-2020")
ROSTER = CAMPAIGN.units
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


def test_whom_to_write_to_and_to_ring_is_read_when_the_roster_has_the_columns(tmp_path: Path) -> None:
    given = {
        "contact": "Bà H'Nuen, Chánh Văn phòng",
        "telephone": "(0262) 3852 123",
        "email": "a@congdoan.test",
    }
    unit = roster(tmp_path, **given).by_code("X")
    assert {name: getattr(unit, name) for name in given} == given
    assert not any(value in repr(unit) for value in given.values())
    without = roster(tmp_path).by_code("X")
    assert (without.contact, without.telephone, without.email) == ("", "", "")
    empty = roster(tmp_path, contact="", telephone="", email="").by_code("X")
    assert empty == without


@pytest.mark.parametrize(
    "typed",
    ["a@b", "a b@c.vn", "a@c.vn; b@c.vn", "Phòng <a@c.vn>", "phòng@c.vn", "a@@c.vn", "a@c.vn\r\nBcc: b@c.vn"],
)
def test_an_address_that_is_not_one_plain_address_is_refused(tmp_path: Path, typed: str) -> None:
    with pytest.raises(RosterError, match=r"(?s)line [23]: .* is not one plain address"):
        roster(tmp_path, email=typed)


@pytest.mark.parametrize(
    "typed", ["0905123456", "+84 905 123 456", "0262.3852.123", "0262-3852123", "1900 1234"]
)
def test_a_number_may_be_written_as_people_write_it(tmp_path: Path, typed: str) -> None:
    assert roster(tmp_path, telephone=typed).by_code("X").telephone == typed


@pytest.mark.parametrize(
    "typed", ["905123456", "0905", "0905 123 456 / 0262 3852 123", "hỏi văn thư", "9,05E+08"]
)
def test_what_is_not_one_telephone_number_is_refused_and_not_quoted(tmp_path: Path, typed: str) -> None:
    with pytest.raises(RosterError, match="line 2: telephone is not one telephone number") as refused:
        roster(tmp_path, telephone=typed)
    assert typed not in "".join(traceback.format_exception(refused.value))


@pytest.mark.parametrize(
    "wrong, reason",
    [
        ({"code": ""}, "line 2: code and name are required"),
        ({"name": " "}, "line 2: code and name are required"),
        ({"kind": "huyện"}, "line 2: kind 'huyện' is none of district, sector, affiliated"),
        ({"active": "có"}, "line 2: active 'có' is neither yes nor no"),
        ({"active": ""}, "line 2: active '' is neither yes nor no"),
        ({"branches_expected": "12.0"}, "line 2: branches_expected '12.0' is not a whole number"),
        ({"branches_expected": "-1"}, "line 2: branches_expected '-1' is not a whole number"),
        ({"branches_expected": "1234567"}, "line 2: branches_expected '1234567' is not a whole number"),
        ({"contact": "Bà H'Nuen\nông Y Thanh"}, "line 3: contact is more than one line"),
    ],
)
def test_a_wrong_line_is_told_by_its_number_and_its_column(
    tmp_path: Path, wrong: dict[str, str], reason: str
) -> None:
    with pytest.raises(RosterError) as refused:
        roster(tmp_path, **wrong)
    assert str(refused.value) == f"{tmp_path / 'roster.csv'}, {reason}"


@pytest.mark.parametrize(
    "lines, reason",
    [
        (
            ["X,Đơn vị X,affiliated,,yes,,", "x,Đơn vị khác,affiliated,,yes,,"],
            "line 3: code x is there twice",
        ),
        (["X,Đơn vị X,affiliated,,yes,"], "line 2: expected 7 columns; quote a name that holds a comma"),
        (["X,Đơn vị X, Y,affiliated,,yes,,"], "line 2: expected 7 columns; quote a name that holds a comma"),
        (["X,Đơn vị X,affiliated,,no,,"], "no active unit"),
    ],
)
def test_a_wrong_file_is_told_in_one_sentence(tmp_path: Path, lines: list[str], reason: str) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("\n".join([",".join(REQUIRED_COLUMNS), *lines]), encoding="utf-8")
    with pytest.raises(RosterError, match=re.escape(reason)):
        load_roster(path, CAMPAIGN.issued_by)


def roster(folder: Path, **columns: str) -> Roster:
    """A roster of one unit, with what is said of it."""
    unit = (
        dict(zip(REQUIRED_COLUMNS, ["X", "Đơn vị X", "affiliated", "", "yes", "", ""], strict=True)) | columns
    )
    with (folder / "roster.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, unit)
        writer.writeheader()
        writer.writerow(unit)
    return load_roster(folder / "roster.csv", CAMPAIGN.issued_by)
