"""A database of another release is told apart before anything is asked of it, by every command, with what mends it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.script import ScriptDirectory

from flows.demo.workbooks import FOLDER
from flows.store import releases
from flows.store.database import Database
from tests.given import children

Run = Callable[..., "subprocess.CompletedProcess[str]"]
BY = ("--by", "chị Mai", "--reason", "lũ", "--past")
COMMANDS = [
    ("collect", "--source", str(FOLDER / "24-08-1700"), "--observed-at", "24/8/2020 17:00"),
    ("collect", "--source", str(FOLDER / "24-08-1700"), "--dry-run"),
    ("standings",),
    ("findings",),
    ("decisions",),
    ("rebuild",),
    ("remind",),
    ("exempt", "--unit", "650", *BY),
    ("extend", "--unit", "650", "--until", "31/12/2099 17:00", *BY),
    ("prune", "--before", "31/12/2020", "--dry-run"),
    ("doctor", "--source", str(FOLDER / "24-08-1700")),
    ("closing", "--at", "28/8/2020 17:00", *BY),
    ("issued",),
]


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    def run(database: Database, *arguments: str) -> subprocess.CompletedProcess[str]:
        url = database.url.render_as_string(hide_password=False)
        own = {"DATABASE_URL": url, "BLUEZONE_HOME": str(tmp_path), "BLUEZONE_DATABASE_PATIENCE": "0"}
        return children.bluezone(*arguments, environ=own)

    return run


def put_at(database: Database, revision: str) -> None:
    with database.begin(role=None) as connection:
        connection.execute(sa.text("UPDATE core.alembic_version SET version_num = :at"), {"at": revision})


def test_the_release_that_is_needed_is_the_one_that_alembic_knows() -> None:
    assert releases.latest() == ScriptDirectory(str(releases.MIGRATIONS)).get_current_head()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_database_without_our_tables_is_told_with_the_command(
    run: Run, bare_database: Database, command: tuple[str, ...]
) -> None:
    done = run(bare_database, *command)
    told = done.stdout if command[0] == "doctor" else done.stderr
    assert (done.returncode, "bluezone migrate" in " ".join(told.split())) == (3, True), done.stderr
    assert "Lỗi chương trình" not in told


@pytest.mark.parametrize(
    "revision, told", [("0009", "ở bản 0009, cần bản"), ("9999", "mới hơn chương trình này")]
)
@pytest.mark.parametrize("command", [COMMANDS[0], COMMANDS[2], COMMANDS[7]], ids=lambda command: command[0])
def test_tables_of_another_release_are_neither_read_nor_written(
    run: Run, database: Database, command: tuple[str, ...], revision: str, told: str
) -> None:
    put_at(database, revision)
    done = run(database, *command)
    assert (done.returncode, told in done.stderr, "bluezone migrate" in done.stderr) == (3, True, True)


def test_tables_of_a_later_release_are_not_migrated_back(run: Run, database: Database) -> None:
    put_at(database, "9999")
    done = run(database, "migrate")
    assert (done.returncode, "hãy cập nhật chương trình" in done.stderr) == (3, True)


def test_tables_whose_privileges_were_not_restored_are_told_to_be_migrated(
    run: Run, database: Database
) -> None:
    with database.begin(role=None) as connection:
        connection.execute(sa.text("REVOKE ALL ON SCHEMA core FROM bluezone_pipeline"))
    done = run(database, "standings")
    assert (done.returncode, "bluezone migrate" in done.stderr) == (3, True)
