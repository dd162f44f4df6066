"""Secrets and people's data are planted, the pipeline runs well and ill, and nothing it says repeats them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from flows.desk.collection.keeping import settle
from flows.desk.collection.looks import look
from flows.desk.collection.opening import open_collection
from flows.desk.request import read_request
from flows.errors import SheetUnreadable
from flows.settings import Settings
from flows.steps.pull.workbooks.folder import Workbooks
from flows.store.database import Database
from schemas.observation import Observation, Outcome
from schemas.sheet import Sheet, Tab
from tests.given.desk import HEADING, Desk, moment
from tests.given.evidence import PERSONAL, SECRETS, Evidence
from tests.secrets.conftest import (
    AT,
    UNITS,
    hear_database,
)


def test_a_run_under_prefect_repeats_nothing_of_the_sheets_and_no_secret(
    collecting: Callable[..., Any], evidence: Evidence, desk: Desk
) -> None:
    state = collecting()
    assert "646.xlsx" in state.message
    stored = desk.query("SELECT raw_value FROM core.finding")
    assert {"raw_value": PERSONAL["cell value"]} in stored, (
        "the sheet was read, and the value kept where it may be"
    )
    hear_database(evidence, desk)


def test_the_failure_a_damaged_sheet_ends_with_carries_none_of_its_cells_along(
    evidence: Evidence, planted: Settings, desk: Desk, folder: Path
) -> None:
    """Whoever logs an exception prints its causes too."""
    request = read_request(planted, "bluezone-2020", str(folder), ("646",), AT)
    with open_collection(planted, request) as collection:
        made = look(collection, collection.units[0])
        result = settle(collection, [made])["646"]
    evidence.catch("the failed look", made.failure)
    evidence.hear("its unit's result", result)
    assert isinstance(made.failure, SheetUnreadable)


def test_a_source_that_fails_with_a_cell_in_its_hands_does_not_tell_it(
    collecting: Callable[..., Any], evidence: Evidence, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Slippery(str):
        """A cell that breaks whatever touches it, quoting itself."""

        __slots__ = ()

        def strip(self, *_: Any) -> str:
            raise ValueError(PERSONAL["identity card number"])

    def observe(_self: Workbooks, unit: Any) -> Observation:
        if unit.code == "643":
            raise LookupError(PERSONAL["phone"]) from KeyError(PERSONAL["member name"])
        cells = Sheet((Tab("Trang tính1", (tuple(HEADING), (1, Slippery("CĐCS"), 24, 22, 20, ""))),))
        return Observation(unit.code, moment("28/8 23:55"), Outcome.READ, unit.code, sheet=cells)

    monkeypatch.setattr(Workbooks, "observe", observe)
    state = collecting()
    assert "LookupError" in state.message
    hear_database(evidence, desk)


def test_a_database_that_refuses_a_row_is_not_quoted(
    collecting: Callable[..., Any], evidence: Evidence, desk: Desk, database: Database
) -> None:
    """Postgres quotes the whole row that breaks a constraint."""
    with database.begin(None) as connection:
        connection.execute(sa.text("ALTER TABLE core.submission ADD CHECK (installed <> 20)"))
        connection.execute(sa.text("ALTER TABLE core.finding ADD CHECK (raw_value IS NULL)"))
    state = collecting()
    assert "IntegrityError" in state.message or "CheckViolation" in state.message
    hear_database(evidence, desk)


def test_a_flow_that_breaks_outside_its_units_says_where_and_not_with_what(
    collecting: Callable[..., Any], evidence: Evidence, desk: Desk, database: Database
) -> None:
    with database.begin(None) as connection:
        connection.execute(
            sa.text(
                "ALTER TABLE raw.collection_run ADD CHECK (outcome <> 'failed'), "
                f"ALTER COLUMN source SET DEFAULT '{PERSONAL['phone']}'"
            )
        )
        connection.execute(
            sa.text(
                "CREATE FUNCTION raw.quote() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN NEW.source := '{PERSONAL['phone']}'; RETURN NEW; END $$"
            )
        )
        connection.execute(
            sa.text(
                "CREATE TRIGGER quoting BEFORE UPDATE ON raw.collection_run "
                "FOR EACH ROW EXECUTE FUNCTION raw.quote()"
            )
        )
    assert collecting().is_failed()


def test_the_commands_say_no_secret_and_nothing_of_the_sheets(
    run: Callable[..., int], evidence: Evidence, desk: Desk, folder: Path, database: Database
) -> None:
    source = ("--source", str(folder))
    assert run("migrate") == 0
    assert run("collect", *source, "--observed-at", AT, *(f"--unit={unit}" for unit in UNITS)) == 1
    assert run("collect", *source, "--json", "--unit", "650") == 0
    assert run("standings", "--json") == 0
    run("doctor", "--source", "google")
    with database.begin(None) as connection:
        connection.execute(sa.text("ALTER TABLE core.submission ADD CHECK (installed <> 20) NOT VALID"))
        connection.execute(sa.text("ALTER TABLE core.finding ADD CHECK (raw_value IS NULL) NOT VALID"))
    assert run("rebuild") == 1, "a defect is told by its kind and place"
    hear_database(evidence, desk)


def test_what_was_planted_would_be_found() -> None:
    """The search itself: each planted text is found, plainly, quoted for a URL, escaped, or in base64."""
    evidence = Evidence()
    for what, text in {**SECRETS, **PERSONAL}.items():
        evidence.hear(what, f"x{text}y")
        evidence.catch(what, ValueError(text))
    found = evidence.leaks()
    assert all(any(leak.startswith(what) for leak in found) for what in {**SECRETS, **PERSONAL})
