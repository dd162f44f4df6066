"""What `pyproject.toml` asks of other people's packages for a reason of its own: gone is the reason, gone is the line.

The rest of the reason is in `tests/serving/test_operating.py`: a cron deployment gets its scheduled runs.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from prefect.server.schemas.schedules import CronSchedule, RRuleSchedule

ZONE = "Asia/Ho_Chi_Minh"


@pytest.mark.parametrize("schedule", [
    CronSchedule(cron="0 17 * * *", timezone=ZONE),
    RRuleSchedule(rrule="DTSTART:20200801T170000\nRRULE:FREQ=DAILY", timezone=ZONE),
], ids=["cron", "rrule"])  # fmt: skip
def test_prefect_knows_when_a_schedule_is_due(schedule: CronSchedule | RRuleSchedule) -> None:
    """It did not with prefect 3.9.1, whenever 0.10.5 and Python 3.11: nothing ran, and only the server's log said so."""
    due = asyncio.run(schedule.get_dates(2, start=datetime(2020, 8, 1, tzinfo=UTC)))
    assert [(each.hour, each.minute, each.utcoffset()) for each in due] == [(17, 0, timedelta(hours=7))] * 2


def test_prefect_itself_still_takes_a_whenever_that_schedules_nothing() -> None:
    """When this fails, our own floor of `whenever` may go."""
    asked = {each.name: each for each in map(Requirement, requires("prefect") or [])}
    assert asked["whenever"].specifier.contains("0.10.5")
