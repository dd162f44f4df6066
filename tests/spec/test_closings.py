"""`closings.txt`, line by line: what a closing does, which are refused, and what was provisional."""

from __future__ import annotations

import re

import pytest

from flows.errors import ConfigurationError
from flows.store.recorded import closings
from schemas.observation import Outcome
from tests.given.desk import BAD, GOOD, Desk, moment
from tests.given.issued import closed, reopened
from tests.given.story import lines

EVENT = re.compile(
    r"(?P<now>\S+ \S+) (?P<what>closed|reopened)(?: at (?P<at>\S+ \S+))?(?: \((?P<answer>refused|again)\))?"
)


@pytest.mark.parametrize("happened, asked, in_force, provisional, because", lines("closings.txt"))
def test_each_line_of_the_closings_table_holds(
    desk: Desk, happened: str, asked: str, in_force: str, provisional: str, because: str
) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    desk.look("651", "28/8 17:00", BAD)
    desk.look("652", "28/8 17:00", Outcome.UNREADABLE)
    desk.look("651", "29/8 00:05", BAD)
    desk.look("653", "29/8 00:05", Outcome.ABSENT)
    desk.look("651", "30/8 09:00", GOOD)
    for event in happened.split("; "):
        happen(desk, event)
    with desk.database.begin() as connection:
        held = closings.closing_in_force(connection, desk.campaign.code, moment(asked))
    assert (held.as_of if held else None) == (None if in_force == "none" else moment(in_force)), because
    if held:
        counted = (held.missing, held.needs_fix, held.unverified, held.not_due, held.unreadable)
        assert counted == tuple(map(int, provisional.split())), because


def happen(desk: Desk, event: str) -> None:
    told = EVENT.fullmatch(event)
    assert told, event
    now, at = moment(told["now"]), moment(told["at"]) if told["at"] else None

    def said() -> bool:
        return (
            closed(desk, at, now).is_new
            if told["what"] == "closed" and at
            else reopened(desk, at, now).is_new
        )

    if told["answer"] == "refused":
        with pytest.raises(ConfigurationError):
            said()
    else:
        assert said() == (told["answer"] != "again")
