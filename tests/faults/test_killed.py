"""A run killed at any moment, and started again, leaves the database of an undisturbed run."""

from __future__ import annotations

import multiprocessing
import random
import time
from typing import Any

import sqlalchemy as sa

from flows.demo.workbooks import INSTANTS
from flows.settings import Settings
from flows.steps.database import Database
from tests.desk import Desk, collected

CLEAN = multiprocessing.get_context("forkserver")
"""Children start from a process of their own, whatever this one has loaded, with the heavy packages ready."""
CLEAN.set_forkserver_preload(["tests.desk"])
ROUNDS = 40
LONGEST_LIFE = 0.6
"""Seconds; an undisturbed run of the 21 units takes about this long."""


def killed(settings: Settings, folder: str, after: float) -> bool:
    """Whether the run was still alive when it was killed."""
    child = CLEAN.Process(target=collected, args=(settings, folder))
    child.start()
    time.sleep(after)
    is_alive = child.is_alive()
    child.kill()
    child.join()
    return is_alive


def state_of(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    """Everything analysts see, but for the runs themselves and the identity of looks."""
    return {
        "submissions": desk.query(
            "SELECT * FROM report.submission_history ORDER BY unit_code, branch_key, valid_from"
        ),
        "findings": desk.query(
            "SELECT unit_code, finding_key, first_seen_at, closed_at FROM core.finding ORDER BY 1, 2, 3"
        ),
        "standings": desk.query("SELECT * FROM report.unit_standing_at('2020-09-03T17:00+07:00')"),
        "flags": desk.query("SELECT unit_code, flagged_at, closed_at, standing FROM core.flag ORDER BY 1, 2"),
    }


def test_a_run_killed_at_random_moments_and_started_again_gives_the_same_database(
    settings: Settings, desk: Desk, database: Database
) -> None:
    pick = random.Random(2020)
    still_alive = 0
    for folder in INSTANTS:
        for _ in range(ROUNDS // len(INSTANTS)):
            still_alive += killed(settings, folder, pick.uniform(0.05, LONGEST_LIFE))
        collected(settings, folder)
    disturbed = state_of(desk)
    database.engine.dispose()
    assert still_alive >= ROUNDS // 2, "most runs must die while they work"
    start_anew(desk)
    for folder in INSTANTS:
        collected(settings, folder)
    assert state_of(desk) == disturbed


def test_two_runs_at_once_give_the_database_of_one(
    settings: Settings, desk: Desk, database: Database
) -> None:
    for folder in INSTANTS:
        both = [CLEAN.Process(target=collected, args=(settings, folder)) for _ in range(2)]
        for child in both:
            child.start()
        for child in both:
            child.join()
        assert [child.exitcode for child in both] == [0, 0]
    together = state_of(desk)
    assert len(desk.query("SELECT 1 FROM raw.observation")) == 21 * len(INSTANTS)
    database.engine.dispose()
    start_anew(desk)
    for folder in INSTANTS:
        collected(settings, folder)
    assert state_of(desk) == together


def start_anew(desk: Desk) -> None:
    """Empty what the runs wrote."""
    tables = (
        "raw.observation, raw.snapshot, raw.collection_run, core.unit_return, core.submission, core.finding"
    )
    with desk.database.begin(None) as connection:
        connection.execute(sa.text(f"TRUNCATE {tables}, core.flag CASCADE"))
