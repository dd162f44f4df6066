"""A backup by pg_dump, restored on another server with the README's commands, is the database, and work goes on."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from flows.settings import Settings
from flows.store.database import Database
from flows.store.embedded import account, postgres
from flows.store.migration import migrate
from tests.conftest import CAMPAIGNS
from tests.documents.tables import ROOT
from tests.given.desk import GOOD, Desk, collected
from tests.given.forms import FORMS
from tests.sql.conftest import Tool, libpq_url, rows_of, schema_of

BACK_UP = "pg_dump --format=custom --file=bluezone.dump DATABASE_URL"
RESTORE = "pg_restore --no-owner --no-privileges --exit-on-error --single-transaction --dbname=NEW_URL bluezone.dump"
"""As README gives them; `bluezone migrate` then makes the roles and grants, whatever the owner was called before."""

ONTO_AN_OLDER_SERVER = """
pg_restore --no-owner --no-privileges --file=- bluezone.dump | sed '1,20{/^SET transaction_timeout/d;}' |
  psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --single-transaction --output=/dev/null "$NEW_URL"
""".strip()

ANSWERS = (
    "report.unit_standing_at('2020-09-03T17:00+07:00')",
    "report.campaign_summary_at('2020-09-03T17:00+07:00')",
    "report.submission_history",
    "report.finding",
    "report.progress_daily",
    "report.collection_run",
)


def answers(database: Database) -> dict[str, list[str]]:
    """What an analyst is told, every row as text."""
    with database.begin("bluezone_analyst") as connection:
        return {
            name: list(connection.execute(sa.text(f"SELECT t::text FROM {name} AS t ORDER BY 1")).scalars())
            for name in ANSWERS
        }


def test_a_backup_restored_on_another_server_is_the_same_database_and_work_goes_on(
    told: Desk, elsewhere: Database, tool: Tool, tmp_path: Path, settings: Settings
) -> None:
    here, there, kept = libpq_url(told.database), libpq_url(elsewhere), str(tmp_path / "bluezone.dump")
    for command in (BACK_UP, RESTORE):
        words = {"DATABASE_URL": here, "--dbname=NEW_URL": f"--dbname={there}", "bluezone.dump": kept}
        words["--file=bluezone.dump"] = f"--file={kept}"
        tool(*(words.get(word, word) for word in shlex.split(command)))
    assert rows_of(tool, elsewhere) == rows_of(tool, told.database)
    migrate(elsewhere, FORMS)
    assert rows_of(tool, elsewhere) == rows_of(tool, told.database)
    if version(elsewhere) == version(told.database):
        # another version writes the same definitions in other words
        assert schema_of(tool, elsewhere) == schema_of(tool, told.database)
    assert answers(elsewhere) == answers(told.database)

    collected(replace(settings, database_url=there), "03-09-1700")
    desk = Desk(elsewhere, CAMPAIGNS / "bluezone-2020")
    assert desk.dump() == told.dump(), "collecting the same folder again finds nothing new"
    desk.look("648", "4/9 08:00", GOOD)
    assert desk.standing("648", "4/9 08:00")["standing"] == "late", "new looks follow the restored ones"

    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        desk.query("SELECT * FROM core.finding", role="bluezone_analyst")
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        desk.query("DELETE FROM raw.observation")


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A server of PostgreSQL 16, which the same wheel brings along: it does not know what 17 and 18 say of themselves."""
    with monkeypatch.context() as patched:
        patched.setattr(account, "RELEASE", "pginstall")
        database = Database(postgres.start(tmp_path / "older"))
    yield database
    database.engine.dispose()
    postgres.stop(tmp_path / "older")


def version(database: Database) -> int:
    with database.begin(None) as connection:
        return int(connection.execute(sa.text("SHOW server_version_num")).scalar_one()) // 10000


def test_a_backup_goes_onto_an_older_server_and_back_again(
    told: Desk, older: Database, elsewhere: Database, tool: Tool, tmp_path: Path
) -> None:
    assert ONTO_AN_OLDER_SERVER in (ROOT / "docs/operators.md").read_text("utf-8")
    assert version(older) == 16
    kept = rows_of(tool, told.database)
    tool("pg_dump", "--format=custom", f"--file={tmp_path / 'bluezone.dump'}", libpq_url(told.database))
    programs = postgres.psql().parent
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", ONTO_AN_OLDER_SERVER],
        env={**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "NEW_URL": libpq_url(older)},
        cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    migrate(older, FORMS)
    assert rows_of(tool, older) == kept
    assert answers(older) == answers(told.database)

    back = str(tmp_path / "back.dump")
    tool("pg_dump", "--format=custom", f"--file={back}", libpq_url(older))
    tool(*shlex.split(RESTORE)[:-2], f"--dbname={libpq_url(elsewhere)}", back)
    migrate(elsewhere, FORMS)
    assert rows_of(tool, elsewhere) == kept
