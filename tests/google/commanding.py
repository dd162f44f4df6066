"""`bluezone collect` on our Google: a process of its own that knows Google, database and campaign by environment."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from flows.store.database import Database
from tests.given import children
from tests.google.plugin import Google

EIGHT = tuple(f"U{number}" for number in range(1, 9))
"""The codes of as many units."""


class Desk:
    """Runs the command and asks the database."""

    def __init__(self, database: Database, google: Google, folder: Path) -> None:
        self.database = database
        self.campaigns = folder / "campaigns"
        self.environ = {
            **google.environment,
            "BLUEZONE_HOME": str(folder / "home"),
            "BLUEZONE_CAMPAIGNS": str(self.campaigns),
            "DATABASE_URL": database.url.render_as_string(hide_password=False),
        }

    def collect(self, *arguments: str, **environ: str) -> tuple[int, dict[str, Any]]:
        """The exit code, and what --json says."""
        done = self.run(*arguments, "--json", **environ)
        assert "Traceback" not in done.stderr
        return done.returncode, json.loads(done.stdout) if done.stdout else {"stderr": done.stderr}

    def run(self, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        return children.bluezone(*self.command(*arguments), environ={**self.environ, **environ})

    def command(self, *arguments: str) -> list[str]:
        name = () if "--campaign" in arguments else ("--campaign", "thu-nghiem", "--source", "google")
        return ["collect", *name, *arguments]

    def query(self, sql: str, **facts: Any) -> list[tuple[Any, ...]]:
        with self.database.begin() as connection:
            return [tuple(row) for row in connection.execute(sa.text(sql), facts)]

    def figures(self, code: str = "thu-nghiem") -> list[tuple[Any, ...]]:
        return self.query(
            "SELECT unit_code, branch_name, workforce, smartphone_users, installed, source_cell, note"
            " FROM report.submission WHERE campaign = :code ORDER BY unit_code, source_cell",
            code=code,
        )

    def findings(self, code: str = "thu-nghiem") -> list[tuple[Any, ...]]:
        return self.query(
            "SELECT unit_code, severity, rule, cell, heading, message_vi FROM report.finding"
            " WHERE campaign = :code ORDER BY unit_code, rule, cell",
            code=code,
        )


@pytest.fixture
def desk(database: Database, google: Google, tmp_path: Path) -> Iterator[Desk]:
    yield Desk(database, google, tmp_path)
    database.engine.dispose()


def outcomes(told: Mapping[str, Any]) -> dict[str, str]:
    return {unit["unit_code"]: unit["outcome"] for unit in told["units"]}


def details(told: Mapping[str, Any]) -> dict[str, str]:
    return {unit["unit_code"]: unit["detail"] for unit in told["units"] if unit["detail"]}
