"""A disk without room is said plainly, leaves nothing half-written, and costs a rerun once there is room again.

The file of one table is /dev/full for a while: the kernel itself answers that no space is left, for whoever runs
the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from flows.demo.workbooks import EARLY, FOLDER, INSTANTS, MIDNIGHT
from flows.desk.collection.looks import collect_here
from flows.desk.request import read_request
from flows.errors import DatabaseUnavailable
from flows.settings import Settings
from flows.store.database import Database
from tests.faults.dumps import Dump, assert_same
from tests.given.desk import collected
from tests.given.own_server import OwnServer

HALF_WRITTEN = """
SELECT r.unit_code
FROM core.unit_return AS r
WHERE r.rows_accepted <> (
    SELECT count(*) FROM core.submission AS v WHERE v.observation_id = r.observation_id
)
UNION ALL
SELECT v.unit_id::text FROM core.submission AS v
WHERE NOT EXISTS (SELECT 1 FROM core.unit_return AS r WHERE r.observation_id = v.observation_id)
UNION ALL
SELECT f.unit_code FROM core.finding AS f
WHERE NOT EXISTS (SELECT 1 FROM core.unit_return AS r WHERE r.observation_id = f.observation_id)
"""


@pytest.mark.parametrize(
    ("table", "folder"),
    [
        ("raw.collection_run", EARLY),
        ("raw.snapshot", EARLY),
        ("raw.observation", EARLY),
        ("core.submission", EARLY),
        ("core.finding", EARLY),
        ("core.unit_return", EARLY),
        ("core.flag", MIDNIGHT),
    ],
)
def test_a_disk_without_room_for_a_table_is_said_and_a_rerun_puts_all_right(
    own_server: OwnServer,
    own_database: Database,
    own_settings: Settings,
    undisturbed: dict[str, Dump],
    table: str,
    folder: str,
) -> None:
    for earlier in list(INSTANTS)[: list(INSTANTS).index(folder)]:
        collected(own_settings, earlier)
    with no_room_for(own_server, own_database, table):
        assert "đã đầy (53100: could not extend file" in told_by_a_run(own_settings, folder)
    with own_database.begin() as connection:
        if folder == EARLY:
            assert connection.execute(sa.text(HALF_WRITTEN)).all() == []
    collected(own_settings, folder)
    assert_same(own_database, undisturbed[folder])


def told_by_a_run(settings: Settings, folder: str) -> str:
    """What the operator reads of a run."""
    try:
        return collect_here(
            settings, read_request(settings, "bluezone-2020", str(FOLDER / folder), (), INSTANTS[folder])
        ).message
    except DatabaseUnavailable as error:
        return str(error)


@contextmanager
def no_room_for(server: OwnServer, database: Database, table: str) -> Iterator[None]:
    """While the block runs, this empty table cannot grow."""
    with server.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("CHECKPOINT"))  # what is still to be flushed must not go to /dev/full
    with database.begin(None) as connection:
        path = connection.execute(sa.text("SELECT pg_relation_filepath(:table)"), {"table": table})
        file = server.data / path.scalar_one()
    database.engine.dispose()
    put_aside = file.with_suffix(".aside")
    assert file.stat().st_size == 0
    file.rename(put_aside)
    file.symlink_to("/dev/full")
    try:
        yield
    finally:
        put_aside.rename(file)
