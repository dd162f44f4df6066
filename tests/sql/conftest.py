"""The demonstration's campaign as a whole, told once for the tests of what analysts ask; and Postgres' own tools."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from uuid import uuid4

import pytest
import sqlalchemy as sa

from flows.demo.play import decide
from flows.demo.workbooks import INSTANTS
from flows.settings import Settings
from flows.store.database import Database
from flows.store.embedded import postgres
from tests.conftest import CAMPAIGNS
from tests.given.databases import Created, use_real_clock
from tests.given.desk import Desk, collected
from tests.given.forgeries import tell

Tool = Callable[..., str]


@pytest.fixture(scope="session")
def told(server: Database, template: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk after all five instants, decisions included; nobody may write to it."""
    with Created(server, f"bluezone_told_{uuid4().hex[:8]}", template) as database:
        settings = Settings(
            home=Path(tmp_path_factory.mktemp("told")),
            campaigns=CAMPAIGNS,
            database_url=database.url.render_as_string(hide_password=False),
            google_credentials=None,
            prefect_api_url=None,
        )
        desk = Desk(database, CAMPAIGNS / "bluezone-2020")
        with database.begin(None) as connection:
            connection.execute(sa.text("DELETE FROM raw.collection_run"))
        for folder, instant in INSTANTS.items():
            decide(database, desk.campaign, datetime.fromisoformat(instant))
            collected(settings, folder)
        yield desk


@pytest.fixture(scope="session")
def real_desk(server: Database, template: str) -> Iterator[Desk]:
    """A desk whose clock is the server's, after a campaign; nobody may leave anything in it."""
    with Created(server, f"bluezone_real_{uuid4().hex[:8]}", template) as database:
        use_real_clock(database)
        desk = Desk(database, CAMPAIGNS / "bluezone-2020")
        tell(desk)
        yield desk


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Database]:
    """Another server, where nothing of ours has ever been."""
    database = Database(postgres.start(tmp_path / "elsewhere"))
    yield database
    database.engine.dispose()
    postgres.stop(tmp_path / "elsewhere")


@pytest.fixture(scope="session")
def tool(home: Path) -> Tool:
    """Runs psql, pg_dump … of the embedded server's version, which serves older servers too; gives what they print."""
    folder = postgres.psql().parent

    def run(name: str, *arguments: object, options: str = "") -> str:
        done = subprocess.run(
            [folder / name, *map(str, arguments)],
            env={**os.environ, "PGOPTIONS": options, "PGCLIENTENCODING": "UTF8"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture(scope="session")
def schema_of_today(server: Database, template: str, tool: Tool) -> list[str]:
    """All that is defined in a database that was made by this version; dumped once, for a dump costs more than a migration."""
    with Created(server, f"bluezone_today_{uuid4().hex[:8]}", template) as database:
        return schema_of(tool, database)


def libpq_url(database: Database) -> str:
    """The URL as Postgres' own tools take it."""
    return database.url.set(drivername="postgresql").render_as_string(hide_password=False)


def schema_of(tool: Tool, database: Database) -> list[str]:
    """All that is defined in a database, privileges included, as pg_dump writes it."""
    return _dumped(tool, database, "--schema-only")


def rows_of(tool: Tool, database: Database) -> list[str]:
    """Every row of every table of ours as pg_dump writes it, in one order."""
    return sorted(_dumped(tool, database, "--data-only", "--inserts", "--schema=raw", "--schema=core"))


def _dumped(tool: Tool, database: Database, *options: str) -> list[str]:
    """A dump's lines without whose the database is, and without the two lines that carry a random key."""
    dumped = tool("pg_dump", "--no-owner", *options, libpq_url(database))
    lines = re.sub(r"(?m)^(ALTER DEFAULT PRIVILEGES) FOR ROLE \S+", r"\1", dumped).splitlines()
    return [line for line in lines if line and not line.startswith(("--", "\\restrict", "\\unrestrict"))]
