"""`reminders.txt`, line by line: who is reminded when, and when not; by a run that sends through a real mail server."""

from __future__ import annotations

import pytest

from flows.settings import Settings
from tests.given.desk import Desk
from tests.given.mail import at, outcomes
from tests.given.story import UNIT, happen, lines


@pytest.mark.parametrize("happened, runs_at, sends, because", lines("reminders.txt"))
def test_each_line_of_the_reminders_table_holds(
    mailing: Settings, desk: Desk, happened: str, runs_at: str, sends: str, because: str
) -> None:
    happen(desk, happened, lambda when: outcomes(at(mailing, when, UNIT)))
    expected = {} if sends == "–" else {UNIT: (sends, "sent")}
    assert outcomes(at(mailing, runs_at, UNIT)) == expected, because
