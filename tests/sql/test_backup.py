"""A backup by pg_dump, restored on another server with the README's commands, is the database, and work goes on."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from flows.settings import Settings
from flows.steps import embedded_postgres
from flows.steps.database import Database
from tests.conftest import CAMPAIGNS
from tests.desk import Desk, collected

TABLES = """
SELECT format('%I.%I', n.nspname, c.relname) AS name FROM pg_class AS c
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
WHERE n.nspname IN ('raw', 'core', 'report') AND c.relkind IN ('r', 'v') ORDER BY 1
"""
MOVING = ("report.campaign_summary", "report.unit_standing")
"""They answer as of now; the tables they read are compared."""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Database]:
    """Another server, where nothing of ours has ever been."""
    database = Database(embedded_postgres.start(tmp_path / "elsewhere"))
    yield database
    database.engine.dispose()
    embedded_postgres.stop(tmp_path / "elsewhere")


def everything(database: Database) -> dict[str, list[str]]:
    """Every row of every table and view, in one order."""
    with database.begin(None) as connection:
        names = [name for name in connection.execute(sa.text(TABLES)).scalars() if name not in MOVING]
        return {
            name: list(connection.execute(sa.text(f"SELECT t::text FROM {name} AS t ORDER BY 1")).scalars())
            for name in names
        }


def run(*command: Any) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_backup_restored_on_another_server_is_the_same_database_and_work_goes_on(
    told: Desk, elsewhere: Database, home: Path, tmp_path: Path, settings: Settings
) -> None:
    tools = embedded_postgres.psql(home).parent
    here, there = (
        each.url.set(drivername="postgresql").render_as_string(hide_password=False)
        for each in (told.database, elsewhere)
    )
    run(tools / "pg_dump", "--format=custom", f"--file={tmp_path}/bluezone.dump", here)
    run(
        tools / "psql", there,
        "-c", "CREATE ROLE bluezone_pipeline NOLOGIN", "-c", "CREATE ROLE bluezone_analyst NOLOGIN",
    )  # fmt: skip
    run(
        tools / "pg_restore",
        "--exit-on-error",
        "--single-transaction",
        f"--dbname={there}",
        tmp_path / "bluezone.dump",
    )
    assert everything(elsewhere) == everything(told.database)
    elsewhere.migrate()
    assert everything(elsewhere) == everything(told.database)
    before = Desk(elsewhere, CAMPAIGNS / "bluezone-2020").dump()
    collected(replace(settings, database_url=there), "03-09-1700")
    desk = Desk(elsewhere, CAMPAIGNS / "bluezone-2020")
    assert desk.dump() == before
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        desk.query("SELECT * FROM core.finding", role="bluezone_analyst")
