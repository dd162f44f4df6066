"""What a unit may be called is its issuer's to say: the table of issuers, and names that two units bear."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from flows.desk.request import read_unit
from flows.errors import ConfigurationError
from flows.steps.pull.claims import claims, named_in_words
from schemas.campaign import Campaign, load_campaign
from schemas.issuer import Issuer, load_issuer
from schemas.roster import Roster, Unit
from schemas.roster.file import load_roster
from tests.conftest import CAMPAIGNS
from tests.given.claimed import named_unit

SPEC = Path(__file__).parents[1] / "spec" / "issuers.txt"
FIXTURES = Path(__file__).parents[1] / "fixtures" / "issuers"
LETTER_OF_2020 = load_campaign(CAMPAIGNS / "bluezone-2020")
MATTER = LETTER_OF_2020.form.subject.called
DAY = date(2026, 3, 15)
WARDS = ("Buôn Ma Thuột", "Buôn Hồ")
COMMUNES = (
    "Ea H'Leo", "Ea Súp", "Buôn Đôn", "Cư M'gar", "Krông Búk", "Krông Năng", "Ea Kar", "M'Drắk", "Krông Bông", "Krông Pắc",
    "Krông Ana",
)  # fmt: skip
"""What thirteen of the fifteen districts were called is a ward's or a commune's name since 1/7/2025."""


def commune(name: str, code: str = "") -> Unit:
    word = "phường" if name in WARDS else "xã"
    return Unit(code or f"X-{name}", f"Công đoàn {word} {name}", "commune")


@cache
def roster(issuer: str) -> Roster:
    if issuer == "dak-lak-2020":
        return LETTER_OF_2020.units
    if issuer == "dak-lak-2026":
        return Roster(
            (commune("Ea Kar", "X-EK"),), load_issuer(CAMPAIGNS / "issuer.toml", DAY).naming.beside(MATTER)
        )
    folder = FIXTURES / issuer
    return load_roster(folder / "roster.csv", load_issuer(folder / "issuer.toml", DAY), MATTER)


def titles() -> list[tuple[str, ...]]:
    lines = re.split(r"\| unit\n", SPEC.read_text(encoding="utf-8"), maxsplit=1)[1].splitlines()
    return [tuple(part.strip() for part in line.split("|")) for line in lines]


@pytest.mark.parametrize(("issuer", "title", "named"), titles())
def test_each_title_names_the_unit_of_the_issuer(issuer: str, title: str, named: str) -> None:
    unit = named_unit(title, roster(issuer))
    meant = [each.code for each in roster(issuer).meant(title)]
    assert (unit.code if unit else " or ".join(meant) or "nobody") == named


@pytest.mark.parametrize("issuer", ["cao-nguyen", "toan-quoc"])
def test_every_unit_is_found_by_its_code_its_name_and_each_alias(issuer: str) -> None:
    for unit in roster(issuer).active:
        for name in (unit.name, *unit.variants, unit.name.upper(), f"Báo cáo {unit.name} (lần 2)"):
            assert roster(issuer).match(name) is unit
        assert named_unit(f"{unit.code} x.xlsx", roster(issuer)) is unit


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_are_the_same_however_file_and_roster_compose_them(tmp_path: Path, form: Any) -> None:
    """As one system writes them, and another."""
    for name, other in (("issuer.toml", form), ("roster.csv", "NFD" if form == "NFC" else "NFC")):
        told = (FIXTURES / "cao-nguyen" / name).read_text(encoding="utf-8")
        (tmp_path / name).write_text(unicodedata.normalize(other, told), encoding="utf-8")
    composed = load_roster(tmp_path / "roster.csv", load_issuer(tmp_path / "issuer.toml", DAY), MATTER)
    for title in ("CĐ xã Hòa Phú", "Báo cáo P. Tân An, tỉnh Cao Nguyên", "ĐH Tây Sơn", "CĐ các KCN tỉnh"):
        named, expected = composed.match(title), roster("cao-nguyen").match(title)
        assert named is not None
        assert expected is not None
        assert named.code == expected.code


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Campaign:
    """A roster that holds the districts of 2020 and the communes of their names, under an issuer whose kinds never end."""
    told = (CAMPAIGNS / "issuer.toml").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("both") / "issuer.toml"
    path.write_text(re.sub(r"(?m)^valid_.*\n", "", told), encoding="utf-8")
    issuer: Issuer = load_issuer(path, DAY)
    units = (*LETTER_OF_2020.units.active, *map(commune, (*WARDS, *COMMUNES)))
    return LETTER_OF_2020.model_copy(
        update={"issued_by": issuer, "units": Roster(units, issuer.naming.beside(MATTER))}
    )


@pytest.mark.parametrize("name", [*WARDS, *COMMUNES])
class TestOneNameOfTwo:
    """A bare name that is a district of 2020 and a commune of 2026."""

    def test_it_is_the_district_s_or_the_commune_s_by_the_campaign(self, name: str) -> None:
        district = LETTER_OF_2020.units.match(name)
        assert district is not None
        assert district.kind == "district"
        later = Roster((commune(name),), load_issuer(CAMPAIGNS / "issuer.toml", DAY).naming.beside(MATTER))
        assert later.match(name) == commune(name)
        assert later.match(district.name) is None
        assert LETTER_OF_2020.units.match(commune(name).name) is None

    def test_where_both_report_it_is_neither_s_and_both_are_named(self, both: Campaign, name: str) -> None:
        meant = both.units.meant(name)
        assert [unit.kind for unit in meant] == ["district", "commune"]
        for title in (name, f"BC Bluezone {name} 28.8 final"):
            assert both.units.match(title) is None
            found = claims({"a": f"{title}.xlsx"}, both.units, {})
            assert (found.doubtful, found.by_unit, found.nobodys) == ({"a": meant}, {}, ())
        with pytest.raises(ConfigurationError) as refused:
            read_unit(both, name)
        assert all(unit.code in str(refused.value) and unit.name in str(refused.value) for unit in meant)
        assert (
            named_in_words(meant) == f"{meant[0].name} ({meant[0].code}), {meant[1].name} ({meant[1].code})"
        )

    def test_with_its_type_it_is_plain_there_too(self, both: Campaign, name: str) -> None:
        district, other = both.units.meant(name)
        for unit in (district, other):
            _, _, called = unit.name.partition(" ")
            assert both.units.match(unit.name) is unit
            assert both.units.match(f"Bluezone {unit.name} 28.8") is unit
            assert both.units.match(f"tệp {called}") is None


def test_thirteen_names_of_districts_are_those_of_communes() -> None:
    with (CAMPAIGNS / "bluezone-2020" / "roster.csv").open(encoding="utf-8", newline="") as file:
        districts = [row["name"] for row in csv.DictReader(file) if row["kind"] == "district"]
    named = {unit.name for name in (*WARDS, *COMMUNES) if (unit := LETTER_OF_2020.units.match(name))}
    assert set(districts) - named == {"LĐLĐ huyện Lắk", "LĐLĐ huyện Cư Kuin"}
