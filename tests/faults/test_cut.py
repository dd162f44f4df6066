"""A connection that breaks, at COMMIT or in the middle of a COPY or a merge, costs a try and nothing else."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows.demo.workbooks import EARLY, FOLDER, INSTANTS, MIDNIGHT
from flows.desk.collection.looks import collect_here
from flows.desk.collection.summary import RunSummary
from flows.desk.request import read_request
from flows.settings import Settings
from flows.steps.load import load_returns
from flows.store.database import Database
from tests.bench.loading import prepared
from tests.faults.dumps import Dump, assert_same, dump, empty
from tests.faults.proxy import CuttingProxy, Fate
from tests.given.desk import Desk, collected, moment

ROWS = 2_500
"""A load of as many takes long enough to be hit in its middle."""
CAMPAIGN = Path(__file__).parents[2] / "flows" / "campaigns" / "bluezone-2020"


def live(settings: Settings, folder: str) -> RunSummary:
    """A run of our own looks, each at the same instant, told of without its identity."""
    at = datetime.fromisoformat(INSTANTS[folder])
    summary = collect_here(
        settings, read_request(settings, "bluezone-2020", str(FOLDER / folder)), lambda: at
    )
    return replace(summary, run_id=None)  # type: ignore[arg-type]


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_line_cut_at_every_commit_records_nothing_twice_and_loses_nothing(
    own_settings: Settings, own_database: Database, when: Fate
) -> None:
    in_peace = [live(own_settings, EARLY), live(own_settings, MIDNIGHT)]
    expected = dump(own_database)
    empty(own_database)
    # the last COMMIT of a run, which raises the flags, is cut too: what went through is an even number of them
    proxy = CuttingProxy(own_database.url, itertools.cycle((when, "pass")))
    cut = replace(own_settings, database_url=proxy.url.render_as_string(hide_password=False))
    assert [live(cut, EARLY), live(cut, MIDNIGHT)] == in_peace, (
        "flags and counts are told as if nothing had happened"
    )
    proxy.close()
    assert_same(own_database, expected)
    assert proxy.cut[when] == proxy.cut["pass"] > 10


def test_a_collection_whose_connections_are_terminated_time_and_again_completes_by_itself(
    settings: Settings, database: Database, undisturbed: dict[str, Dump]
) -> None:
    pick = random.Random(2020)
    terminated = 0
    for folder in INSTANTS:
        run = threading.Thread(target=collected, args=(settings, folder))
        run.start()
        for _ in range(6):
            time.sleep(pick.uniform(0.02, 0.3))
            terminated += _terminate(database, "%")
        run.join(180)
        assert_same(database, undisturbed[folder])
    assert terminated >= len(INSTANTS)


@pytest.mark.parametrize("statement", ["COPY core.submission", "-- open_versions"])
def test_a_connection_terminated_in_the_middle_of_a_load_loads_all_of_it_the_next_time(
    database: Database, statement: str
) -> None:
    pick = random.Random(2020)
    load_two_returns(database)
    expected = dump(database, ())
    hits = 0
    for _ in range(4):
        empty(database)
        patient = Database(database.url.render_as_string(hide_password=False), patience=120)
        with terminating(database, statement, pick.uniform(0, 0.01)) as terminated:
            load_two_returns(patient)
        patient.engine.dispose()
        hits += len(terminated)
        assert_same(database, expected, ())
    assert hits >= 2, "most loads must be hit"


def load_two_returns(database: Database) -> None:
    """A big return of one unit, then the same with other figures."""
    desk = Desk(database, CAMPAIGN)
    for place, installed in enumerate((20, 21)):
        each = desk.loadable("650", moment(f"28/8 1{place}:00"), prepared(ROWS, installed))
        database.run(partial(load_returns, campaign=desk.campaign, returns=[each]))


@contextmanager
def terminating(database: Database, statement: str, delay: float) -> Iterator[list[int]]:
    """While the block runs, the first connection seen at this statement is terminated a moment later."""
    terminated: list[int] = []
    is_over = threading.Event()

    def watch() -> None:
        while not is_over.is_set() and not terminated:
            if _at(database, statement):
                time.sleep(delay)
                terminated.extend([1] * _terminate(database, f"{statement}%"))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield terminated
    finally:
        is_over.set()
        watcher.join()


ACTIVE = """
FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' AND query LIKE :query
"""


def _at(database: Database, statement: str) -> bool:
    with database.begin(None) as connection:
        found = connection.execute(sa.text(f"SELECT 1 {ACTIVE}"), {"query": f"{statement}%"})
        return found.first() is not None


def _terminate(database: Database, query: str) -> int:
    """How many connections at work were terminated."""
    with database.begin(None) as connection:
        return len(
            connection.execute(sa.text(f"SELECT pg_terminate_backend(pid) {ACTIVE}"), {"query": query}).all()
        )
