"""Which campaign is meant where nobody says: the only one whose time has come; else whoever asks is asked."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.desk import campaigns
from flows.desk.campaigns import RUNNING, meant
from flows.desk.request import read_campaign, read_request
from flows.errors import ConfigurationError
from flows.settings import Settings
from tests.given import own_time

NOW = datetime.now(UTC)
PAST, LONG_PAST, RUNS, RUNS_TOO, TO_COME = (-90, -60), (-200, -180), (-5, 10), (-50, -20), (5, 20)
"""When they begin and are due, in days from now; twenty days after its deadline a campaign still runs."""


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    (tmp_path / "campaigns").mkdir()
    return Settings(tmp_path, tmp_path / "campaigns", None, None, None)


def put(own: Settings, **days: tuple[int, int]) -> None:
    for code, (begins, due) in days.items():
        own_time.campaign(own.campaigns, code, begins, due)


def spoil(own: Settings, code: str, name: str = "campaign.toml") -> None:
    (own.campaigns / code).mkdir(exist_ok=True)
    (own.campaigns / code / name).write_text("code = \n", encoding="utf-8")


@pytest.mark.parametrize(
    ("there", "taken"),
    [
        ({"a": RUNS}, "a"),
        ({"a": PAST, "b": RUNS, "c": TO_COME}, "b"),
        ({"a": RUNS_TOO}, "a"),
        ({"a": PAST}, "a"),
        ({"a": PAST, "c": TO_COME}, "a"),
    ],
    ids=[
        "it alone",
        "the only one that runs",
        "past its deadline",
        "the only one ever",
        "the other is to come",
    ],
)
def test_the_only_campaign_whose_time_has_come_is_meant(
    own: Settings, there: dict[str, tuple[int, int]], taken: str
) -> None:
    put(own, **there)
    for typed in (None, "", " ", RUNNING):
        assert meant(own, typed, NOW) == taken
    assert read_campaign(own, "").code == taken
    assert read_request(own, RUNNING).campaign_name == taken, "another process need not choose again"


@pytest.mark.parametrize(
    ("there", "told"),
    [
        (
            {"a": RUNS, "b": RUNS_TOO, "c": PAST},
            "Đang có 2 đợt chạy, nên phải nêu «Đợt báo cáo» (--campaign): a, b, c.",
        ),
        (
            {"a": PAST, "b": LONG_PAST},
            "Không có đợt nào đang chạy, nên phải nêu «Đợt báo cáo» (--campaign): a, b.",
        ),
        ({"c": TO_COME}, "Không có đợt nào đang chạy, nên phải nêu «Đợt báo cáo» (--campaign): c."),
        ({}, "Chưa có đợt báo cáo nào"),
    ],
    ids=["two run", "two are past", "it is to come", "none"],
)
def test_where_it_is_in_doubt_the_names_are_told_and_one_is_taken_by_its_name(
    own: Settings, there: dict[str, tuple[int, int]], told: str
) -> None:
    put(own, **there)
    with pytest.raises(ConfigurationError) as asked:
        meant(own, None, NOW)
    assert str(asked.value).startswith(told)
    for code in there:
        assert meant(own, code, NOW) == code


def test_a_file_that_cannot_be_read_is_in_nobodys_way_while_another_campaign_alone_runs(
    own: Settings,
) -> None:
    """`bluezone campaign new` leaves one that wants filling in."""
    put(own, a=RUNS)
    spoil(own, "next")
    assert meant(own, None, NOW) == "a"


@pytest.mark.parametrize("there", [{}, {"a": PAST}, {"a": RUNS, "b": RUNS_TOO}])
def test_a_file_that_cannot_be_read_and_may_be_the_one_is_named_with_its_line(
    own: Settings, there: dict[str, tuple[int, int]]
) -> None:
    put(own, **there)
    spoil(own, "next")
    with pytest.raises(ConfigurationError, match=r"Tệp của đợt next bị sai: .*next/campaign\.toml.*line 1"):
        meant(own, None, NOW)


def test_a_campaign_that_is_meant_and_whose_roster_is_wrong_is_not_passed_over(own: Settings) -> None:
    put(own, a=RUNS, b=PAST)
    spoil(own, "a", "roster.csv")
    with pytest.raises(ConfigurationError, match=r"Tệp của đợt báo cáo bị sai: .*roster\.csv"):
        read_campaign(own, "")


def test_a_form_lists_the_running_campaign_first_and_what_cannot_be_read_last(own: Settings) -> None:
    put(own, a=PAST, b=LONG_PAST, z=RUNS, c=TO_COME)
    spoil(own, "aa")
    assert campaigns.find(own).in_turn(NOW) == ["z", "a", "b", "c", "aa"]


def test_a_folder_that_is_no_campaign_of_ours_has_no_name(own: Settings, tmp_path: Path) -> None:
    put(own, a=RUNS)
    elsewhere = own_time.campaign(tmp_path, "elsewhere", *RUNS)
    assert campaigns.name_of(own, read_campaign(own, "a")) == "a"
    assert campaigns.name_of(own, read_campaign(own, str(elsewhere))) is None
    (own.campaigns / "linked").symlink_to(elsewhere)
    assert campaigns.name_of(own, read_campaign(own, "linked")) == "linked"
