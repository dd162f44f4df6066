"""Never more starts in any window than allowed, over threads, processes and machines: all that share a database."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from flows.settings import Settings
from flows.store.database import Database
from flows.store.pacing import Alone, Pace
from tests.given import children


def starts(database: Database) -> list[float]:
    """The reserved instants in seconds, oldest first."""
    with database.begin() as connection:
        found = connection.execute(sa.text("SELECT extract(EPOCH FROM starts_at) FROM core.reserved_call"))
        return sorted(float(start) for start in found.scalars())


def most_in_a_window(starts: list[float], window: float) -> int:
    return max(sum(1 for other in starts if start <= other < start + window) for start in starts)


def test_a_minute_holds_no_more_starts_than_allowed(database: Database) -> None:
    """400 calls asked for at once, 55 a minute: no window of 60 s holds 56, and the last starts in the eighth minute."""
    slept: list[float] = []
    pace = Pace(database, "test", sleep=slept.append)
    began = time.time()
    for _ in range(400):
        pace()
    reserved = starts(database)
    assert len(reserved) == 400
    assert most_in_a_window(reserved, 59.999) == 55
    assert 7 * 60.0 <= reserved[-1] - reserved[0] <= 7 * 60.0 + (time.time() - began)
    assert max(slept) < 7 * 60.0 + 1, "each is told to wait until its own start, and no longer"


def test_the_first_calls_do_not_wait(database: Database) -> None:
    """As many as allowed start at once."""
    slept: list[float] = []
    pace = Pace(database, "test", sleep=slept.append)
    for _ in range(55):
        pace()
    assert slept == []


def test_two_runs_share_one_window_and_reads_count_apart_from_writes(database: Database) -> None:
    """A second run, on whichever machine, sees what the first has started."""
    slept: list[float] = []
    other = Database(database.url.render_as_string(hide_password=False))
    first, second = (Pace(each, "test", limit=3, sleep=slept.append) for each in (database, other))
    for pace in (first, second, first):
        pace()
    assert slept == []
    second()
    assert [59.0 < seconds <= 60.0 for seconds in slept] == [True]
    Pace(database, "another", limit=3, sleep=slept.append)()
    assert len(slept) == 1
    other.engine.dispose()


def test_starts_left_over_from_before_the_clock_was_set_back_are_forgotten(database: Database) -> None:
    """Instants further ahead than any queue reaches, and those that Google counts no longer."""
    with database.begin() as connection:
        connection.execute(
            sa.text(
                "INSERT INTO core.reserved_call (pace, starts_at)"
                " SELECT 'test', now() + interval '1 day' FROM generate_series(1, 9)"
                " UNION ALL SELECT 'test', now() - interval '61 seconds' FROM generate_series(1, 9)"
            )
        )
    slept: list[float] = []
    Pace(database, "test", limit=2, sleep=slept.append)()
    assert slept == []
    assert len(starts(database)) == 1


def test_a_run_that_dies_while_it_reserves_blocks_nobody(settings: Settings, database: Database) -> None:
    """Its connection ends, and with it the lock and what it was about to reserve."""
    program = f"""
import os, sys
from flows.store import turns
from flows.store.database import Database
connection = Database({settings.database_url!r}).engine.connect()
turns.wait(connection, "calls of test")
print("locked", flush=True)
sys.stdin.read()
"""
    child = run(program)
    assert child.stdout.readline() == "locked\n"
    waiting = threading.Thread(target=Pace(database, "test"))
    waiting.start()
    waiting.join(0.3)
    assert waiting.is_alive(), "somebody has the lock"
    child.kill()
    child.wait()
    waiting.join(60)
    assert not waiting.is_alive()
    assert len(starts(database)) == 1


def test_threads_together_keep_the_limit(database: Database) -> None:
    """Eight threads at 20 starts in 0.3 s, on the real clock."""
    pace = Pace(database, "test", limit=20, window=0.3)
    seen: list[float] = []

    def work() -> None:
        for _ in range(10):
            pace()
            seen.append(time.monotonic())

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == 80
    # a thread may be woken late, so that its stamp lies in the next window: a few of slack, as for Google
    assert most_in_a_window(seen, 0.29) <= 24


def test_processes_together_keep_the_limit(settings: Settings, database: Database) -> None:
    """Three processes that know only the database: their reserved starts keep the limit."""
    runs = [children.start(reserve, settings.database_url) for _ in range(3)]
    for each in runs:
        each.join(120)
    assert [each.exitcode for each in runs] == [0, 0, 0]
    assert most_in_a_window(starts(database), 19.999) == 20


def test_a_process_without_a_database_goes_evenly() -> None:
    """55 a minute are 1.09 s apart; the first does not wait."""
    pace = Alone()
    began = time.monotonic()
    pace()
    assert time.monotonic() - began < 0.5
    pace()
    assert time.monotonic() - began >= 60 / 55


def reserve(url: str) -> None:
    """Sixty starts as fast as they are given, waited for by nobody."""
    pace = Pace(Database(url), "test", limit=20, window=20.0, sleep=lambda _: None)
    for _ in range(60):
        pace()


def run(program: str) -> Any:
    return subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
