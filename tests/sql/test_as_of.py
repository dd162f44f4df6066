"""Answers as of an instant: equal to what the versions say, and fast however long the history grows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.steps import stand
from flows.store.database import Database
from flows.store.recorded import decisions
from flows.store.recorded.decisions import NewDecision
from schemas.observation import Outcome
from tests.bench.national import lay_down
from tests.given.databases import Created
from tests.given.desk import BAD, EMPTY, GOOD, Desk, branches, moment, sheet
from tests.given.tries import tries

ONE = ("CĐCS xã Ea Tam", 24, 22, 20)
TWO = ("CĐCS xã Phú Xuân", 28, 25, 25)
SEEN = (
    GOOD,
    BAD,
    EMPTY,
    branches(ONE),
    branches(TWO, (*ONE[:3], 21)),
    sheet((1, None, 24, 22, 20)),
    Outcome.FORBIDDEN,
)
COUNTED = """
SELECT
    (
        SELECT count(*) FROM report.submission_history AS v
        WHERE v.unit_code = '650' AND v.valid_from <= :at AND (v.valid_to IS NULL OR v.valid_to > :at)
    ) AS branches_accepted,
    (
        SELECT count(*) FILTER (WHERE f.severity = 'error') FROM report.finding_history AS f
        WHERE f.unit_code = '650' AND f.opened_at <= :at AND (f.closed_at IS NULL OR f.closed_at > :at)
    ) AS open_errors,
    (
        SELECT count(*) FILTER (WHERE f.severity = 'warning') FROM report.finding_history AS f
        WHERE f.unit_code = '650' AND f.opened_at <= :at AND (f.closed_at IS NULL OR f.closed_at > :at)
    ) AS open_warnings
"""


TOTALS = [
    "branches",
    "people",
    "smartphone_users",
    "reached",
    "launch_sessions",
    "installed",
    "reached_base",
    "stale_branches",
    "stale_people",
    "stale_installed",
]
"""What `report.campaign_summary_at` says of figures, which a return left behind when it was loaded."""
ADDED_UP = """
SELECT
    count(*) AS branches, sum(v.people) AS people, sum(v.smartphone_users) AS smartphone_users, sum(v.reached) AS reached,
    sum(v.launch_sessions) AS launch_sessions, coalesce(sum(v.installed), 0) AS installed,
    sum(v.people) FILTER (WHERE v.reached IS NOT NULL) AS reached_base, count(v.stale_since) AS stale_branches,
    coalesce(sum(v.people) FILTER (WHERE v.stale_since IS NOT NULL), 0) AS stale_people,
    coalesce(sum(v.installed) FILTER (WHERE v.stale_since IS NOT NULL), 0) AS stale_installed
FROM report.submission_at(:at) AS v
"""


@settings(max_examples=tries(10), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 40), st.sampled_from(range(len(SEEN)))), min_size=1, max_size=6))
def test_a_standing_counts_the_versions_and_findings_of_its_instant_and_a_total_adds_them_up(
    desk: Desk, history: list[tuple[int, int]]
) -> None:
    for hours, place in history:
        desk.look("650", moment("27/8 08:00") + timedelta(hours=hours), SEEN[place], declared_by="văn thư")
    for hours in range(-1, 42, 7):
        at = moment("27/8 08:00") + timedelta(hours=hours)
        [counted] = desk.query(COUNTED, at=at)
        standing = desk.standing("650", at)
        assert {name: standing[name] for name in counted} == counted
        [added_up] = desk.query(ADDED_UP, at=at)
        [summary] = desk.query("SELECT * FROM report.campaign_summary_at(:at)", at=at)
        assert {name: summary[name] for name in TOTALS} == added_up


FIGURES = [("CĐCS một", 24, 22, 20), ("CĐCS hai", 28, 25, 25), ("CĐCS ba", 31, 30, 12)]


def test_a_unit_that_hands_in_anothers_figures_is_shown_with_the_other_from_then_on(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", branches(*FIGURES))
    desk.look(
        "651", "28/8 11:00", branches(*[(f"{name} Ea Kar", *rest) for name, *rest in reversed(FIGURES)])
    )
    found = desk.query(
        "SELECT unit_code, message_vi, first_seen_at FROM report.finding WHERE rule = 'copy_of_another_unit' ORDER BY 1"
    )
    assert [(each["unit_code"], each["first_seen_at"]) for each in found] == [
        ("650", moment("28/8 11:00")),
        ("651", moment("28/8 11:00")),
    ]
    assert "LĐLĐ huyện Krông Năng" in found[1]["message_vi"]
    assert desk.standing("650", "28/8 10:30")["open_warnings"] == 0
    assert desk.standing("650", "28/8 11:00")["open_warnings"] == 1
    desk.look("651", "28/8 12:00", branches(*FIGURES[:2], ("CĐCS ba", 31, 30, 13)))
    assert desk.standing("650", "28/8 12:00")["open_warnings"] == 0


def test_two_small_returns_that_happen_to_be_equal_are_no_copies(desk: Desk) -> None:
    for unit in ("650", "651"):
        desk.look(unit, "28/8 10:00", branches(*FIGURES[:2]))
    assert desk.query("SELECT * FROM report.finding") == []


def test_figures_as_of_an_instant_do_not_tell_when_they_ended(desk: Desk) -> None:
    desk.look("650", "28/8 10:00", branches(ONE))
    before = desk.query("SELECT * FROM report.submission_at('2020-08-28T12:00+07:00')")
    desk.look("650", "31/8 10:00", branches((*ONE[:3], 22)))
    assert desk.query("SELECT * FROM report.submission_at('2020-08-28T12:00+07:00')") == before


def test_a_unit_that_left_the_roster_is_neither_counted_nor_are_its_figures(desk: Desk) -> None:
    for unit in ("650", "651"):
        desk.look(unit, "28/8 10:00", GOOD)
    desk.take("28/8 12:00", {"651": {"is_active": False}})
    asked = "SELECT units, branches, installed FROM report.campaign_summary_at(:at)"
    assert desk.query(asked, at=moment("28/8 11:59")) == [{"units": 21, "branches": 4, "installed": 90}]
    assert desk.query(asked, at=moment("28/8 12:00")) == [{"units": 20, "branches": 2, "installed": 45}]


def test_a_flag_is_not_told_beside_an_extension_that_holds_since_before_it(desk: Desk) -> None:
    desk.look("650", "29/8 00:05", EMPTY)
    with desk.database.begin() as connection:
        stand.flag(connection, "bluezone-2020", desk.run_id, moment("29/8 00:05"))
    assert desk.standing("650", "29/8 00:05")["flagged_at"] == moment("29/8 00:05")
    with desk.database.begin() as connection:
        extension = NewDecision("bluezone-2020", "650", moment("28/8 09:00"), "lũ", "Ban Thường vụ", "33")
        decisions.decide(connection, "extension", extension, cutoff_at=moment("5/9 00:00"))
    assert desk.standing("650", "29/8 00:05")["flagged_at"] is None


@pytest.mark.parametrize(
    "asked", ["unit_standing_at", "submission_at", "campaign_summary_at", "figures_at", "ranking_at"]
)
def test_without_an_instant_there_is_no_answer_and_at_the_end_of_time_there_is_one(
    desk: Desk, asked: str
) -> None:
    desk.look("650", "28/8 10:00", GOOD)
    assert desk.query(f"SELECT * FROM report.{asked}(NULL)") == []
    assert desk.query(f"SELECT * FROM report.{asked}('infinity')")


def test_a_reading_of_the_deadline_that_there_is_not_is_an_error(desk: Desk) -> None:
    with (
        desk.database.engine.connect() as connection,
        pytest.raises(sa.exc.DBAPIError, match="no such reading of the deadline: through-date"),
    ):
        connection.execute(sa.text("SELECT * FROM report.unit_standing_at(now(), 'through-date')"))


@pytest.fixture(scope="module")
def nation(server: Database, template: str) -> Iterator[Database]:
    """A nation a fiftieth the size, which the tests only ask."""
    with Created(server, f"bluezone_nation_{uuid4().hex[:8]}", template) as database:
        lay_down(database, units=50, branches=2_500, campaigns=("national", "another"))
        yield database


SEQUENTIAL = (
    "SELECT sum(seq_tup_read)::bigint FROM pg_stat_user_tables WHERE relname IN ('submission', 'finding')"
)


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM report.unit_standing",
        "SELECT * FROM report.unit_standing_at('2020-08-24T17:00+07:00')",
        "SELECT * FROM report.submission WHERE campaign = 'national' AND unit_code = 'U0007'",
        "SELECT * FROM report.submission_at('2020-08-24T17:00+07:00') WHERE unit_code = 'U0007' AND campaign = 'national'",
        "SELECT * FROM report.submission_history WHERE campaign = 'national' AND unit_code = 'U0007' AND branch_key = 'cdcs1'",
        "SELECT * FROM report.finding WHERE campaign = 'national' AND unit_code = 'U0007'",
    ],
)
def test_a_question_about_standings_or_one_unit_reads_no_whole_history(
    nation: Database, question: str
) -> None:
    with nation.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:

        def read() -> int:
            connection.execute(sa.text("SELECT pg_stat_force_next_flush()"))
            connection.execute(sa.text("SELECT 1"))
            return int(connection.execute(sa.text(SEQUENTIAL)).scalar_one())

        before = read()
        assert connection.execute(sa.text(question)).fetchall()
        assert read() == before


def scans(plan: dict[str, Any]) -> Iterator[tuple[str, float]]:
    """Every table that a plan read, with how many of its rows were looked at."""
    if "Relation Name" in plan:
        seen = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
        yield plan["Relation Name"], seen * plan["Actual Loops"]
    for part in plan.get("Plans", ()):
        yield from scans(part)


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("report.unit_standing WHERE campaign = 'national' AND unit_code = 'U0007'", 40),
        (
            "report.unit_standing_at('2020-08-24T17:00+07:00') WHERE campaign = 'national' AND unit_code = 'U0007'",
            40,
        ),
        ("report.campaign_summary WHERE campaign = 'national'", 50 * 40),
        ("report.figures WHERE campaign = 'national'", 50 * 40),
        ("report.ranking WHERE campaign = 'national'", 50 * 40),
        ("report.progress_daily WHERE campaign = 'national' AND day = '2020-08-24'", 50 * 12),
        ("report.progress_daily WHERE campaign = 'national' AND unit_code = 'U0007'", 13 * 12),
    ],
)
def test_an_analysts_question_reads_its_own_unit_or_campaign_and_counts_no_version(
    nation: Database, question: str, rows: int
) -> None:
    """A plan, and not a time: every row that was looked at, in a database where another campaign is as large."""
    with nation.begin("bluezone_analyst") as connection:
        [[explained]] = connection.execute(
            sa.text(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) SELECT * FROM {question}")
        )
    # rosters are a page or two; what grows with the days is what must not be read
    grows = [
        (table, seen)
        for table, seen in scans(explained[0]["Plan"])
        if table not in {"unit", "roster_entry", "campaign"}
    ]
    assert "submission" not in dict(grows)
    assert 0 < sum(seen for _, seen in grows) <= rows


def test_the_progress_of_each_day_is_the_sum_of_the_versions_at_its_end(nation: Database) -> None:
    with nation.begin("bluezone_pipeline") as connection:
        rows = connection.execute(
            sa.text(
                "SELECT p.day, sum(p.branches) AS branches, sum(p.installed) AS installed, ("
                "  SELECT sum(s.installed) FROM report.submission_at((p.day + 1)::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'"
                "  - interval '1 microsecond') AS s WHERE s.campaign = 'national') AS by_versions "
                "FROM report.progress_daily AS p WHERE p.campaign = 'national' GROUP BY p.day"
            )
        ).all()
    assert len(rows) == 13
    assert all(row.installed == (row.by_versions or 0) for row in rows)
