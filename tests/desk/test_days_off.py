"""The campaign's own list of days off decides; where a library knows otherwise, the desk is told which day and why."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.desk import days_off
from schemas.campaign import Campaign, load_campaign
from schemas.campaign.file import Policy
from tests.conftest import CAMPAIGNS

LETTER_OF_2020 = load_campaign(CAMPAIGNS / "bluezone-2020")


def campaign(**changed: Any) -> Campaign:
    window = {"starts_on": date(2026, 8, 18), "report_before": date(2026, 8, 29)}
    return LETTER_OF_2020.model_copy(update={**window, **changed})


def test_the_days_off_of_august_2020_are_those_the_library_knows() -> None:
    assert days_off.differences(LETTER_OF_2020) == ()
    asked = [str(Path(sys.executable).with_name("bluezone")), "campaign", "check"]
    shown = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert shown.stdout == "Ngày nghỉ trong campaign.toml khớp với thư viện.\n"


def test_a_day_off_that_only_one_of_them_knows_is_named_with_what_it_is() -> None:
    listed = (date(2026, 9, 2), date(2026, 9, 3))
    told = days_off.differences(campaign(holidays=listed))
    assert [each for each in told if "9/2026" in each] == [
        "Thứ ba 1/9/2026 là ngày nghỉ theo thư viện (Quốc khánh), không có trong holidays trong campaign.toml.",
        "Thứ năm 3/9/2026 có trong holidays trong campaign.toml, không phải ngày nghỉ theo thư viện.",
    ]


def test_a_saturday_worked_in_exchange_is_named() -> None:
    (told,) = [each for each in days_off.differences(campaign()) if "22/8/2026" in each]
    assert told.startswith("Thứ bảy 22/8/2026 là ngày làm bù")


def test_a_weekend_in_either_list_moves_nothing_and_is_not_told() -> None:
    weekend = (*LETTER_OF_2020.holidays, date(2020, 9, 5))
    assert days_off.differences(LETTER_OF_2020.model_copy(update={"holidays": weekend})) == ()


@pytest.mark.parametrize(
    ("policy", "told"),
    [(Policy.BEFORE_DATE, "không phụ thuộc"), (Policy.THROUGH_DATE_ROLL, "sửa campaign.toml nếu cần")],
)
def test_the_desk_is_told_whether_a_day_off_can_move_the_deadline(policy: Policy, told: str) -> None:
    assert told in days_off.weight(campaign(policy=policy))
