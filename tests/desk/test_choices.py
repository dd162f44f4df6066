"""What a form offers when there are several campaigns: each unit once, and nobody is decided about by mistake."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from flows.desk.request import read_unit, unit_choices
from flows.errors import ConfigurationError
from schemas.campaign import Campaign, load_campaign
from tests.conftest import CAMPAIGNS
from tests.given.campaign_files import copied
from tests.given.desk import ZONE, moment


@pytest.fixture
def campaigns(tmp_path: Path) -> list[Campaign]:
    """The campaign of 2020, and another in which 650 is somebody else."""
    folder = copied(tmp_path / "next")
    for name, old, new in (
        ("campaign.toml", '"bluezone-2020"', '"next"'),
        ("roster.csv", "LĐLĐ huyện Krông Năng", "LĐLĐ huyện Ea Hồ"),
    ):
        path = folder / name
        path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    return [load_campaign(CAMPAIGNS / "bluezone-2020"), load_campaign(folder)]


def test_each_unit_is_offered_once_and_says_whose_it_is_where_not_of_all(campaigns: list[Campaign]) -> None:
    offered = unit_choices(campaigns)
    assert len(offered) == len(set(offered)) == 22
    assert [each for each in offered if each.startswith("650")] == [
        "650 · LĐLĐ huyện Krông Năng · đợt bluezone-2020",
        "650 · LĐLĐ huyện Ea Hồ · đợt next",
    ]
    assert "643 · LĐLĐ thành phố Buôn Ma Thuột" in offered
    for campaign in campaigns:
        own = [each for each in offered if " · đợt " not in each or each.endswith(f"đợt {campaign.code}")]
        assert {read_unit(campaign, each) for each in own} == set(campaign.units.active)


def test_a_unit_of_another_campaign_is_not_taken_by_its_code(campaigns: list[Campaign]) -> None:
    with pytest.raises(ConfigurationError, match="Không có đơn vị '650 · LĐLĐ huyện Ea Hồ"):
        read_unit(campaigns[0], "650 · LĐLĐ huyện Ea Hồ · đợt next")


@pytest.mark.parametrize(
    ("at", "is_past"),
    [("25/8 09:00", False), ("28/9 23:59", False), ("29/9 00:00", True)],
)
def test_a_campaign_is_past_thirty_days_after_its_deadline(
    campaigns: list[Campaign], at: str, is_past: bool
) -> None:
    assert campaigns[0].is_past(moment(at)) is is_past
    assert campaigns[0].is_past(datetime.now(ZONE))
