"""Rebuilding is folding again: if no rule changed nothing changes, whatever the history."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.rebuilding import rebuild
from schemas.observation import Outcome
from schemas.sheet import Sheet
from tests.desk import BAD, EMPTY, GOOD, Desk, branches, moment, sheet

UNITS = ("650", "651")
CONTENTS: list[Sheet | Outcome] = [
    GOOD,
    BAD,
    EMPTY,
    branches(("CĐCS xã Ea Tam", 24, 22, 21)),
    sheet((1, "CĐCS xã Ea Tam", 24, 22, "?"), (2, "CĐCS xã Phú Xuân", 28, 25, 25)),
    sheet((1, None, 24, 22, 20)),
    sheet((1, "x", 24), heading=("a1", "b2", "c3")),
    Outcome.ABSENT,
    Outcome.UNREADABLE,
]
looks = st.lists(
    st.tuples(st.sampled_from(UNITS), st.integers(0, 500), st.sampled_from(range(len(CONTENTS)))), max_size=10
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(looks)
def test_a_rebuild_gives_the_database_that_was_built_day_by_day(
    desk: Desk, history: list[tuple[str, int, int]]
) -> None:
    for unit, minutes, content in history:
        at = moment("24/8 00:00") + timedelta(minutes=20 * minutes)
        desk.look(unit, at, CONTENTS[content], declared_by="văn thư")
    before = desk.dump()
    changes = rebuild(desk.database, desk.campaign, UNITS, moment("3/9 17:00"), is_dry_run=False)
    assert changes == []
    assert desk.dump() == before


def test_a_dry_run_says_what_would_change_and_changes_nothing(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    desk.query("UPDATE core.submission SET installed = 1 WHERE branch_key = 'cdcsxaeatam' RETURNING 1 AS one")
    before = desk.dump()
    [change] = rebuild(desk.database, desk.campaign, UNITS, moment("3/9 17:00"), is_dry_run=True)
    assert (change.unit_code, change.figures) == ("650", 1)
    assert desk.dump() == before
    rebuild(desk.database, desk.campaign, UNITS, moment("3/9 17:00"), is_dry_run=False)
    [row] = desk.query("SELECT installed FROM report.submission WHERE branch_key = 'cdcsxaeatam'")
    assert row["installed"] == 20
