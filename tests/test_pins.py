"""What `pyproject.toml` asks of other people's packages for a reason of its own: gone is the reason, gone is the line.

The rest of the reason is in `tests/serving/test_operating.py`: a cron deployment gets its scheduled runs.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from importlib.metadata import requires
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement
from prefect.server.schemas.schedules import CronSchedule

DEPLOYMENTS = yaml.safe_load((Path(__file__).parents[1] / "prefect.yaml").read_text(encoding="utf-8"))[
    "deployments"
]
SCHEDULES = [each for deployment in DEPLOYMENTS for each in deployment.get("schedules", [])]


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda each: each["slug"])
def test_prefect_knows_when_each_of_our_schedules_is_due(schedule: dict[str, Any]) -> None:
    """It did not with prefect 3.9.1, whenever 0.10.5 and Python 3.11: nothing ran, and only the server's log said so."""
    cron = CronSchedule(cron=schedule["cron"], timezone=schedule["timezone"])
    due = asyncio.run(cron.get_dates(2, start=datetime(2020, 8, 1, tzinfo=UTC)))
    minute, hour = schedule["cron"].split()[:2]
    assert [(each.minute, each.hour) for each in due] == [(int(minute), int(hour))] * 2
    assert {each.utcoffset() for each in due} == {timedelta(hours=7)}


def test_prefect_itself_still_takes_a_whenever_that_schedules_nothing() -> None:
    """When this fails, our own floor of `whenever` may go."""
    asked = {each.name: each for each in map(Requirement, requires("prefect") or [])}
    assert asked["whenever"].specifier.contains("0.10.5")
