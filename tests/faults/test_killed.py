"""A run killed at any moment, and started again, leaves the database of an undisturbed run."""

from __future__ import annotations

import os
import random
import time

from flows.demo.workbooks import INSTANTS
from flows.settings import Settings
from flows.store.database import Database
from tests.faults.dumps import Dump, assert_same, empty
from tests.given import children
from tests.given.desk import collected

HISTORIES = int(os.environ.get("KILLED_HISTORIES", "1"))
"""`make soak` takes four: a hundred kills in all."""
KILLS = 5
"""Of each run, in each history."""


def lifetime(settings: Settings, folder: str) -> float:
    """Seconds that a run lives when nobody kills it."""
    child = children.start(collected, settings, folder)
    start = time.monotonic()
    child.join()
    assert child.exitcode == 0
    return time.monotonic() - start


def killed(settings: Settings, folder: str, after: float) -> bool:
    """Whether the run was still alive when it was killed."""
    child = children.start(collected, settings, folder)
    time.sleep(after)
    is_alive = child.is_alive()
    child.kill()
    child.join()
    return is_alive


def test_a_run_killed_at_random_moments_and_started_again_gives_the_same_database(
    settings: Settings, database: Database, undisturbed: dict[str, Dump]
) -> None:
    pick = random.Random(2020)
    died_at_work = 0
    lifetime(settings, next(iter(INSTANTS)))
    life = lifetime(settings, next(iter(INSTANTS)))
    for _ in range(HISTORIES):
        empty(database)
        for folder in INSTANTS:
            for _ in range(KILLS):
                died_at_work += killed(settings, folder, pick.uniform(0.02, life))
            collected(settings, folder)
            assert_same(database, undisturbed[folder])
    assert died_at_work >= HISTORIES * len(INSTANTS) * KILLS // 2, "most runs must die while they work"
