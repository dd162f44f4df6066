"""`deadline.txt` and `readings.txt`, line by line, asked of the same SQL function that flows and analysts ask."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.store.recorded import rosters
from schemas.campaign.file import Policy
from schemas.observation import Outcome
from tests.given.desk import GOOD, Desk, moment
from tests.given.story import UNIT, happen, lines

A_MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    "looks, asked_at, standing, because", lines("deadline.txt"), ids=lambda value: value[:60] or "-"
)
def test_each_line_of_the_deadlines_table_holds(
    desk: Desk, looks: str, asked_at: str, standing: str, because: str
) -> None:
    happen(desk, looks)
    assert desk.standing(UNIT, asked_at)["standing"] == standing, because


@pytest.mark.parametrize("reading, day, holidays, ends_at, because", lines("readings.txt"))
def test_each_line_of_the_readings_table_holds(
    desk: Desk, reading: str, day: str, holidays: str, ends_at: str, because: str
) -> None:
    """Of the campaign as it is stored; on both sides of the instant, for one unit each."""
    desk.campaign = desk.campaign.model_copy(
        update={
            "policy": Policy(reading),
            "report_before": moment(f"{day} 00:00").date(),
            "holidays": tuple(
                moment(f"{each.strip()} 00:00").date() for each in holidays.split(",") if each.strip()
            ),
        }
    )
    with desk.database.begin() as connection:
        rosters.put(connection, desk.campaign)
    ends = moment(ends_at)
    desk.look("650", ends - A_MINUTE, GOOD)
    desk.look("651", ends, Outcome.ABSENT)
    desk.look("651", ends + A_MINUTE, GOOD)
    desk.look("652", ends, Outcome.ABSENT)
    found = {unit: desk.standing(unit, ends + A_MINUTE) for unit in ("650", "651", "652")}
    assert {each["cutoff_at"] for each in found.values()} == {ends}, because
    assert [each["standing"] for each in found.values()] == ["on_time", "late", "missing"]
    assert desk.standing("652", ends - A_MINUTE)["standing"] == "not_due"
