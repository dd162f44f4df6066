"""A machine whose clock jumps: looks are folded in the order of their instants, whatever the order they came in."""

from __future__ import annotations

import json
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from flows.demo.workbooks import EARLY, EVENING, FOLDER, MIDNIGHT, MONDAY
from flows.desk.collection.looks import collect_here
from flows.desk.request import read_request
from flows.settings import Settings
from flows.store.database import Database
from tests.faults.dumps import Dump, assert_same, dump, empty
from tests.given.desk import Desk, moment

Looks = list[tuple[str, str]]
BACK_AN_HOUR: Looks = [
    (EARLY, "24/8 17:00"),
    (EVENING, "28/8 23:55"),
    (MIDNIGHT, "28/8 22:55"),
    (MONDAY, "31/8 09:00"),
]
AHEAD_A_DAY: Looks = [
    (EARLY, "24/8 17:00"),
    (EVENING, "29/8 23:55"),
    (MIDNIGHT, "29/8 00:05"),
    (MONDAY, "31/8 09:00"),
]
DERIVED_IN_ORDER = (
    "core.unit_return",
    "core.submission",
    "report.submission",
    "core.finding",
    "report.finding",
)

OUR_OWN_FINDING = ("flagged_at", "flagged_local", "unreadable_since", "unreadable_since_local")


def look(settings: Settings, folder: str, at: str) -> None:
    """A run of our own at this time of the clock."""
    collect_here(settings, read_request(settings, "bluezone-2020", str(FOLDER / folder)), lambda: moment(at))


@pytest.mark.parametrize("looks", [BACK_AN_HOUR, AHEAD_A_DAY], ids=["back an hour", "ahead a day, then back"])
def test_looks_out_of_order_give_what_the_same_looks_in_order_give(
    settings: Settings, desk: Desk, database: Database, looks: Looks
) -> None:
    for folder, at in looks:
        look(settings, folder, at)
    jumped = dump(database)
    assert desk.rebuild() == []
    assert_same(database, jumped)
    empty(database)
    for folder, at in sorted(looks, key=lambda each: moment(each[1])):
        look(settings, folder, at)
    in_order = dump(database)
    assert derived(jumped) == derived(in_order)
    assert standings(jumped) == standings(in_order)


def test_a_clock_that_jumps_within_a_run_stops_nothing(
    settings: Settings, desk: Desk, database: Database
) -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    hours = iter([17, 18, 16, 17, 9, 23, *([17] * 100)])
    jumping = lambda: datetime(2020, 8, 24, next(hours), tzinfo=zone)  # noqa: E731
    summary = collect_here(settings, read_request(settings, "bluezone-2020", str(FOLDER / EARLY)), jumping)
    assert summary.outcome != "failed"
    before = dump(database)
    assert desk.rebuild() == []
    assert_same(database, before)


def derived(found: Dump) -> Dump:
    return {name: found[name] for name in DERIVED_IN_ORDER}


def standings(found: Dump) -> dict[str, list[dict[str, object]]]:
    """Where every unit stood, without what tells when we ourselves found something, in the order we came to know it."""
    return {
        name: [
            {column: value for column, value in json.loads(line).items() if column not in OUR_OWN_FINDING}
            for line in lines
        ]
        for name, lines in found.items()
        if name.startswith("report.unit_standing_at")
    }
