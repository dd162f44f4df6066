"""Rebuilding is folding again: if no rule changed nothing changes, whatever the history."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from flows.errors import ConfigurationError
from flows.steps.fold import fold
from flows.store.recorded import decisions
from flows.store.recorded.decisions import NewDecision
from schemas.answer import Answer
from schemas.observation import Outcome
from schemas.sheet import Sheet, Tab
from tests.given.desk import ASKED, BAD, DOUBTFUL, EMPTY, GOOD, Desk, branches, moment, sheet, start_anew
from tests.given.tries import tries

UNITS = ("650", "651")
CONTENTS: list[Sheet | Outcome] = [
    GOOD,
    BAD,
    EMPTY,
    branches(("CĐCS xã Ea Tam", 24, 22, 21)),
    sheet((1, "CĐCS xã Ea Tam", 24, 22, "?"), (2, "CĐCS xã Phú Xuân", 28, 25, 25)),
    sheet((1, None, 24, 22, 20)),
    ASKED,
    sheet((1, "CĐCS xã Ea Tam", 24, 17, 12), *ASKED.tabs[0].rows[2:4], DOUBTFUL),
    Sheet((Tab("Trang tính1", ()),)),
    sheet((1, "x", 24), heading=("a1", "b2", "c3")),
    Outcome.ABSENT,
    Outcome.UNREADABLE,
]
AS_OF = moment("3/9 17:00")
units = st.sampled_from(UNITS)
minutes = st.integers(0, 500)
"""Twenty minutes each, so that looks arrive out of order and sometimes at the same instant."""


def at(minute: int) -> datetime:
    return moment("24/8 00:00") + timedelta(minutes=20 * minute)


class History(RuleBasedStateMachine):
    """What can happen to a campaign, in whatever order; whenever it is asked, a rebuild changes nothing."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @rule(unit=units, minute=minutes, content=st.sampled_from(range(len(CONTENTS))), folds=st.booleans())
    def someone_looks(self, unit: str, minute: int, content: int, folds: bool) -> None:
        """A look that is kept but not folded is that of a run killed in between."""
        self.desk.look(unit, at(minute), CONTENTS[content], declared_by="văn thư", folds=folds)

    @rule(unit=units, minute=minutes)
    def the_deadline_is_extended(self, unit: str, minute: int) -> None:
        decision = NewDecision("bluezone-2020", unit, at(minute), "lũ", "Ban Thường vụ", "33/LĐLĐ")
        with self.desk.database.begin() as connection:
            decisions.decide(connection, "extension", decision, cutoff_at=moment("1/9 00:00"))

    @rule(
        unit=units,
        minute=minutes,
        answered=st.sampled_from(["yes", "no"]),
        since=st.one_of(st.none(), minutes),
    )
    def somebody_answers(self, unit: str, minute: int, answered: Answer, since: int | None) -> None:
        """Whatever is asked first, or was; an answer that cannot be is refused and leaves nothing."""
        since_at = f"{at(min(since, minute)):%d/%m %H:%M}" if since is not None else None
        with suppress(ConfigurationError):
            self.desk.answer(unit, at(minute), answered, self._cell(unit), since=since_at)

    @rule(unit=units, minute=minutes)
    def an_answer_is_taken_back(self, unit: str, minute: int) -> None:
        with suppress(ConfigurationError):
            self.desk.take_back(unit, at(minute))

    def _cell(self, unit: str) -> str | None:
        with self.desk.database.begin() as connection:
            asked = decisions.questions(connection, "bluezone-2020", unit)
        return next((each.cell or "" for each in asked), None)

    @rule(unit=units)
    def the_unit_is_folded(self, unit: str) -> None:
        with self.desk.database.begin() as connection:
            fold(connection, self.desk.campaign, unit)

    @rule(unit=units)
    def one_unit_is_rebuilt(self, unit: str) -> None:
        self.the_unit_is_folded(unit)
        self._changes_nothing([unit], is_dry_run=False)

    @rule(is_dry_run=st.booleans())
    def everything_is_rebuilt(self, is_dry_run: bool) -> None:
        for unit in UNITS:
            self.the_unit_is_folded(unit)
        self._changes_nothing(UNITS, is_dry_run=is_dry_run)

    def _changes_nothing(self, codes: Sequence[str], *, is_dry_run: bool) -> None:
        before = self._state()
        assert self.desk.rebuild(*codes, is_dry_run=is_dry_run) == []
        assert self._state() == before

    def _state(self) -> list[dict[str, Any]]:
        standing = "SELECT * FROM report.unit_standing_at('2020-09-03T17:00+07:00')"
        history = "SELECT * FROM report.finding_history AS h ORDER BY h::text"
        return [*self.desk.dump(), *self.desk.query(standing), *self.desk.query(history)]

    def teardown(self) -> None:
        self.everything_is_rebuilt(is_dry_run=False)
        start_anew(self.desk)


def test_a_rebuild_gives_the_database_that_was_built_day_by_day(desk: Desk) -> None:
    run_state_machine_as_test(
        lambda: History(desk),
        settings=settings(max_examples=tries(25), stateful_step_count=12, deadline=None),
    )


def test_a_dry_run_says_what_would_change_and_changes_nothing(desk: Desk) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    desk.query("UPDATE core.submission SET installed = 1 WHERE branch_key = 'xaeatam' RETURNING 1 AS one")
    before = desk.dump()
    [change] = desk.rebuild(*UNITS, is_dry_run=True)
    assert (change.unit_code, change.figures) == ("650", 1)
    assert desk.dump() == before
    desk.rebuild(*UNITS)
    [row] = desk.query("SELECT installed FROM report.submission WHERE branch_key = 'xaeatam'")
    assert row["installed"] == 20
