"""A unit's name among the words of a title: the table of titles, and what no title may do."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.steps.check import check_return
from flows.steps.read import read_sheet
from schemas.campaign import load_campaign
from schemas.issuer.unit_names import stretches
from schemas.roster import Unit
from schemas.sheet import Sheet, Tab
from tests.conftest import CAMPAIGNS
from tests.given.claimed import named_unit
from tests.given.forms import FORM

CAMPAIGN = load_campaign(CAMPAIGNS / "bluezone-2020")
ROSTER = CAMPAIGN.units
SPEC = Path(__file__).parents[1] / "spec" / "unit_names.txt"
TABLE = (("STT", "Tên CĐCS", "Tổng số CNVCLĐ", "Số ĐTTM", "Đã cài"), (1, "CĐCS A", 20, 15, 10))


def titles() -> list[tuple[str, str]]:
    lines = SPEC.read_text(encoding="utf-8").split("| unit\n", 1)[1].splitlines()
    return [(title.strip(), code.strip()) for title, code in (line.rsplit("|", 1) for line in lines)]


@pytest.mark.parametrize(("title", "code"), titles())
def test_each_title_names_the_unit_of_the_table(title: str, code: str) -> None:
    unit = named_unit(title, ROSTER)
    assert (unit.code if unit else "nobody") == code


@pytest.mark.parametrize(("title", "code"), [line for line in titles() if line[1] != "nobody"])
def test_a_letterhead_that_names_the_own_unit_is_no_other_s(title: str, code: str) -> None:
    own = ROSTER.by_code(code)

    def not_of(name: str) -> str | None:
        named = ROSTER.match(name)
        return own.name if own and named is not None and named != own else None

    sheet = Sheet((Tab("", ((title.removesuffix(".xlsx"),), *TABLE)),))
    checked = check_return(read_sheet(sheet, FORM), not_of)
    assert "another_unit_named" not in {each.rule for each in checked.findings}


@pytest.mark.parametrize("unit", ROSTER.active, ids=lambda unit: unit.code)
def test_no_unit_s_name_is_another_s_in_any_dress(unit: Unit) -> None:
    for name in (unit.name, *unit.variants):
        for dressed in (
            f"Bluezone {name}",
            f"{name} - tỉnh Đắk Lắk",
            f"Bản sao của {name} (2)",
            f"BC {name} 28.8.2020 final",
        ):
            assert ROSTER.match(dressed) in (unit, None)
        assert ROSTER.match(f"Trường THPT {name}") is None
        assert ROSTER.match(f"CĐCS {name}") is None


@given(st.text(max_size=60))
def test_any_title_is_looked_through_from_its_longest_stretch_on_and_never_raises(title: str) -> None:
    found = [each.key for each in stretches(title, ROSTER.naming)]
    assert all(key.isalnum() and key in found[0] for key in found)
