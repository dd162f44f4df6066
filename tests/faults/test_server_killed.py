"""The server killed under a running collection, and started again: the collection waits, and completes by itself."""

from __future__ import annotations

import random
import time

import sqlalchemy as sa

from flows.demo.workbooks import INSTANTS
from flows.settings import Settings
from flows.store.database import Database
from tests.faults.dumps import Dump, assert_same
from tests.given import children
from tests.given.desk import collected
from tests.given.own_server import OwnServer

LOOKS_OF_A_RUN = 21


def test_a_collection_outlives_its_server_killed_and_started_again(
    own_server: OwnServer, own_database: Database, own_settings: Settings, undisturbed: dict[str, Dump]
) -> None:
    pick = random.Random(2020)
    was_running = 0
    for place, folder in enumerate(INSTANTS):
        run = children.start(collected, own_settings, folder)
        wait_for_looks(own_database, place * LOOKS_OF_A_RUN + pick.randint(1, LOOKS_OF_A_RUN // 2))
        was_running += run.is_alive()
        own_server.kill()
        own_server.start()
        run.join(300)
        assert run.exitcode == 0
        assert_same(own_database, undisturbed[folder])
    assert was_running >= 3, "most kills must meet a running collection"


def wait_for_looks(database: Database, number: int) -> None:
    """Until so many looks are kept: then the run is in the middle of its work."""
    until = time.monotonic() + 120
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        while connection.execute(sa.text("SELECT count(*) FROM raw.observation")).scalar_one() < number:
            assert time.monotonic() < until, "the run does not get going"
