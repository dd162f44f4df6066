"""A campaign is data, and a wrong file is refused with the line and the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from schemas.campaign import load_campaign
from schemas.campaign.file import CampaignError, Policy
from schemas.campaign.schedule import Schedule
from tests.conftest import CAMPAIGNS
from tests.given.campaign_files import copied

BLUEZONE = CAMPAIGNS / "bluezone-2020"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied(tmp_path / "another-letter")


def test_the_letter_of_18_8_2020_asks_21_units_before_29_8() -> None:
    campaign = load_campaign(BLUEZONE)
    assert (campaign.report_before, campaign.policy) == (date(2020, 8, 29), Policy.BEFORE_DATE)
    assert len(campaign.units.active) == 21
    assert len(campaign.units.units) == 32


@pytest.mark.parametrize(
    "old, new, line, reason",
    [
        ("report_before = 2020-08-29", 'report_before = "29/8/2020"', 10, "report_before"),
        ("report_before = 2020-08-29", "report_before = 2020-08-32", 10, "line 10"),
        ('policy = "before_date"', 'policy = "before"', 12, "before_date"),
        ('"Asia/Ho_Chi_Minh"', '"Asia/Hanoi"', 13, "Asia/Hanoi"),
        ("ends_on = 2020-08-25", "ends_on = 2020-08-17", 7, "ends_on is before starts_on"),
        (
            "report_before = 2020-08-29",
            "report_before = 2020-08-29\ncloses_on = 2020-08-28",
            11,
            "closes_on is before report_before",
        ),
        ('roster = "roster.csv"', 'rooster = "roster.csv"', 16, "rooster"),
        ('kind = "google"', 'kind = "excel"', 27, "excel|google"),
        ("contacts_days = 180", "contacts_days = 800", 31, "contacts_days is more than typed_days"),
        ('code = "bluezone-2020"', 'code = "Bluezone 2020"', 2, "code"),
        ("daily_at = 17:00:00", 'daily_at = "17 giờ"', 39, "daily_at"),
        ("daily_at = 17:00:00", "daily_at = 17:00", 39, "line 39"),
        ("daily_at = 17:00:00", "dayly_at = 17:00:00", 39, "dayly_at"),
        ("minutes_before_cutoff = 5", "minutes_before_cutoff = 0", 41, "greater than or equal to 1"),
        ("minutes_to_papers = 30", "minutes_to_papers = 5", 44, "must be later than the look after it"),
        ("minutes_after_cutoff = 5", "minutes_after_cutoff = 30", 44, "must be later than the look after it"),
        ("remind_days_before = [3, 1]", "remind_days_before = [3, 3]", 47, "a day is named twice"),
        ("remind_days_before = [3, 1]", "remind_days_before = [0]", 47, "greater than or equal to 1"),
        ("sends_reminders = false", 'sends_reminders = "no"', 48, "sends_reminders"),
        (
            "daily_at = 17:00:00",
            "days_after_deadline = 31",
            39,
            "days_after_deadline is past the campaign's last day",
        ),
    ],
)
def test_a_wrong_campaign_file_is_refused_with_the_line_and_the_reason(
    folder: Path, old: str, new: str, line: int, reason: str
) -> None:
    path = folder / "campaign.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(CampaignError, match=reason) as refused:
        load_campaign(folder)
    assert f"line {line}" in str(refused.value)


@pytest.mark.parametrize(
    "old, new, last_day",
    [
        ("", "", "2020-09-28"),
        ("ends_on = 2020-08-25", "ends_on = 2020-09-15", "2020-09-15"),
        ("ends_on = 2020-08-25", "ends_on = 2020-08-25\ncloses_on = 2020-10-31", "2020-10-31"),
    ],
)
def test_a_campaign_is_over_as_its_file_says_else_with_its_window_else_a_month_past_the_deadline(
    folder: Path, old: str, new: str, last_day: str
) -> None:
    path = folder / "campaign.toml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert load_campaign(folder).last_day.isoformat() == last_day


def test_a_campaign_without_a_schedule_has_that_of_2020(folder: Path) -> None:
    path = folder / "campaign.toml"
    path.write_text(path.read_text(encoding="utf-8").partition("\n[schedule]")[0], encoding="utf-8")
    assert load_campaign(folder).schedule == load_campaign(BLUEZONE).schedule == Schedule()


def test_a_missing_roster_is_refused_by_its_name(folder: Path) -> None:
    (folder / "roster.csv").unlink()
    with pytest.raises(CampaignError, match=r"roster\.csv: no such file"):
        load_campaign(folder)


def test_a_wrong_roster_line_is_a_wrong_campaign(folder: Path) -> None:
    path = folder / "roster.csv"
    path.write_text(path.read_text(encoding="utf-8") + "X,Đơn vị X,quận,,yes,,\n", encoding="utf-8")
    with pytest.raises(CampaignError, match=r"roster\.csv, line 34: kind 'quận' is none of"):
        load_campaign(folder)


def test_another_letter_is_another_folder_and_no_code(folder: Path) -> None:
    path = folder / "campaign.toml"
    text = path.read_text(encoding="utf-8").replace("bluezone-2020", "thang-cong-nhan-2021")
    path.write_text(text.replace("2020-08-29", "2021-05-15"), encoding="utf-8")
    assert load_campaign(folder).report_before == date(2021, 5, 15)
