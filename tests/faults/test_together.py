"""Runs of one campaign at the same time give the database of one, and one that cannot get its turn says so."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
import sqlalchemy as sa

from flows.demo.workbooks import EARLY, FOLDER, INSTANTS, MIDNIGHT
from flows.desk.collection.looks import collect_here
from flows.desk.request import read_request
from flows.errors import DatabaseInterrupted
from flows.settings import Settings
from flows.steps.load import lock
from flows.store.database import Database
from tests.faults.dumps import Dump, assert_same
from tests.given import children
from tests.given.desk import collected


@pytest.mark.parametrize(("runs", "folders"), [(2, list(INSTANTS)), (6, [EARLY, MIDNIGHT])])
def test_runs_at_the_same_time_give_the_database_of_one(
    settings: Settings, database: Database, undisturbed: dict[str, Dump], runs: int, folders: list[str]
) -> None:
    for folder in INSTANTS:
        if folder not in folders:
            collected(settings, folder)
            continue
        together = [children.start(collected, settings, folder) for _ in range(runs)]
        for child in together:
            child.join()
        assert [child.exitcode for child in together] == [0] * runs
        assert_same(database, undisturbed[folder])


def test_a_run_that_cannot_get_its_turn_says_so_and_writes_nothing(
    settings: Settings, database: Database
) -> None:
    url = database.url.update_query_dict({"options": "-c lock_timeout=200ms"})
    hurried = replace(settings, database_url=url.render_as_string(hide_password=False), database_patience=0.5)
    with (
        database.begin() as connection,
        pytest.raises(DatabaseInterrupted, match="đang bận: một lần chạy khác giữ khóa quá lâu"),
    ):
        lock(connection, "bluezone-2020")
        collect_here(hurried, read_request(hurried, "bluezone-2020", str(FOLDER / EARLY)))
    with database.begin() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM raw.collection_run")).scalar_one() == 0


def test_a_run_with_patience_gets_its_turn_when_the_other_lets_go(
    settings: Settings, database: Database, undisturbed: dict[str, Dump]
) -> None:
    url = database.url.update_query_dict({"options": "-c lock_timeout=100ms"})
    hurried = replace(settings, database_url=url.render_as_string(hide_password=False))
    run = threading.Thread(target=collected, args=(hurried, EARLY))
    with database.begin() as connection:
        lock(connection, "bluezone-2020")
        run.start()
        run.join(1.0)
        assert run.is_alive(), "it waits"
    run.join(120)
    assert_same(database, undisturbed[EARLY])
