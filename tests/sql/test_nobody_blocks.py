"""Nobody blocks the desk: an analyst can hold neither a run's turn nor a migration, and who can is named."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
import sqlalchemy as sa

from flows.errors import DatabaseUnavailable
from flows.store import exclusive, turns
from flows.store.database import Database
from flows.store.migration import migrate
from tests.given.desk import GOOD, Desk
from tests.given.forms import FORMS
from tests.sql.conftest import Tool, schema_of


@pytest.fixture
def analyst(desk: Desk) -> Iterator[Database]:
    """An account of an analyst."""
    name = f"analyst_{uuid4().hex[:8]}"
    with desk.database.begin(None) as connection:
        connection.execute(sa.text(f"CREATE ROLE {name} LOGIN PASSWORD 'x' IN ROLE bluezone_analyst"))
    url = desk.database.url.set(username=name, password="x").update_query_dict({"application_name": "psql"})
    analyst = Database(url.render_as_string(hide_password=False))
    yield analyst
    analyst.engine.dispose()
    with desk.database.begin(None) as connection:
        connection.execute(sa.text(f"DROP OWNED BY {name}"))
        connection.execute(sa.text(f"DROP ROLE {name}"))


@contextmanager
def reading(analyst: Database) -> Iterator[str]:
    """A transaction that has read a view, and is then left open; gives the account's name."""
    with analyst.begin(None) as connection:
        connection.execute(sa.text("SELECT count(*) FROM report.submission"))
        yield str(analyst.url.username)


AN_EXEMPTION = """
INSERT INTO core.decision (kind, campaign, unit_code, effective_at, reason, decided_by, letter_number)
VALUES ('exemption', 'bluezone-2020', '651', '2020-08-28T12:00+07:00', 'lũ', 'Chủ tịch', '12/LĐLĐ')
RETURNING decision_id
"""

HOLDS_EVERY_ADVISORY_LOCK_OF_EARLIER_RELEASES = """
SELECT
    pg_advisory_lock(hashtextextended('bluezone.turn.bluezone-2020', 0)),
    pg_advisory_lock(hashtextextended('bluezone.campaign.bluezone-2020', 0)),
    pg_advisory_lock(hashtextextended('bluezone.reminding.bluezone-2020', 0)),
    pg_advisory_lock(hashtextextended('bluezone.decision', 0)),
    pg_advisory_lock(hashtext('bluezone.migrate'))
"""


def test_no_lock_that_an_analyst_may_take_keeps_a_run_a_decision_or_a_migration_waiting(
    desk: Desk, analyst: Database
) -> None:
    with analyst.begin(None) as connection:
        connection.execute(sa.text(HOLDS_EVERY_ADVISORY_LOCK_OF_EARLIER_RELEASES))
        with (
            turns.take(desk.database, desk.campaign, longest_wait=0),
            turns.alone(desk.database, "reminders of bluezone-2020") as is_ours,
        ):
            assert is_ours
        desk.look("650", "28/8 17:00", GOOD)
        assert desk.query(AN_EXEMPTION) == [{"decision_id": 1}]
        migrate(desk.database, FORMS, longest_wait=0)


@pytest.mark.parametrize(
    "lock",
    [
        "SELECT FROM core.turn FOR UPDATE",
        "SELECT FROM core.turn",
        "INSERT INTO core.turn VALUES ('run of bluezone-2020')",
        "LOCK TABLE core.turn",
        "LOCK TABLE report.submission IN ROW SHARE MODE",
    ],
)
def test_a_row_of_turns_is_out_of_an_analysts_reach(analyst: Database, lock: str) -> None:
    with (
        pytest.raises(
            (sa.exc.ProgrammingError, DatabaseUnavailable), match=r"permission denied|không đủ quyền"
        ),
        analyst.begin("bluezone_analyst") as connection,
    ):
        connection.execute(sa.text(lock))


def test_a_migration_goes_on_when_a_reader_has_ended(
    desk: Desk, analyst: Database, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exclusive, "ASK_SECONDS", 0.2)
    monkeypatch.setattr(exclusive, "POLL_SECONDS", 0.1)
    waiting = threading.Thread(target=migrate, args=(desk.database, FORMS))
    with caplog.at_level(logging.WARNING, logger="bluezone"), reading(analyst) as account:
        waiting.start()
        while "Chờ để nâng cấp" not in caplog.text:
            waiting.join(0.05)
            assert waiting.is_alive()
        assert f"{account} (psql, pid " in caplog.text
        # and nobody else waits behind it for long
        assert desk.query("SELECT count(*) AS n FROM report.submission") == [{"n": 0}]
    waiting.join(30)
    assert not waiting.is_alive()


def test_a_migration_that_waited_too_long_names_the_reader_and_has_changed_nothing(
    desk: Desk, analyst: Database, tool: Tool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exclusive, "ASK_SECONDS", 0.1)
    before = schema_of(tool, desk.database)
    with (
        reading(analyst) as account,
        pytest.raises(DatabaseUnavailable, match=rf"{account} \(psql, pid \d+, từ"),
    ):
        migrate(desk.database, FORMS, longest_wait=0)
    assert schema_of(tool, desk.database) == before


def test_a_migration_waits_for_a_run_under_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would go on writing what the release before meant."""
    monkeypatch.setattr(exclusive, "ASK_SECONDS", 0.1)
    with (
        turns.take(desk.database, desk.campaign, longest_wait=0),
        pytest.raises(DatabaseUnavailable, match=r"\(bluezone, pid"),
    ):
        migrate(desk.database, FORMS, longest_wait=0)


@pytest.fixture
def guest(desk: Desk, analyst: Database) -> Database:
    """Somebody whom the administrator lets keep views of their own beside ours."""
    with desk.database.begin(None) as connection:
        connection.execute(sa.text(f"GRANT CREATE ON SCHEMA report TO {analyst.url.username}"))
    return analyst


@pytest.fixture
def owner(desk: Desk) -> Iterator[Database]:
    """The tables' owner, who is no superuser."""
    name = f"owner_{uuid4().hex[:8]}"
    own = desk.database.url.set(username=name, password="x").render_as_string(hide_password=False)
    with desk.database.begin(None) as connection:
        connection.execute(sa.text(f"CREATE ROLE {name} LOGIN PASSWORD 'x' IN ROLE bluezone_pipeline"))
        connection.execute(sa.text(f"GRANT ALL ON DATABASE {desk.database.url.database} TO {name}"))
        connection.execute(sa.text(HANDED_OVER.format(name=name)))
    database = Database(own)
    yield database
    database.engine.dispose()
    with desk.database.begin(None) as connection:
        connection.execute(sa.text(f"REASSIGN OWNED BY {name} TO CURRENT_USER"))
        connection.execute(sa.text(f"DROP OWNED BY {name}"))
        connection.execute(sa.text(f"DROP ROLE {name}"))


HANDED_OVER = """
DO $$
DECLARE
    own record;
BEGIN
    FOR own IN SELECT unnest(ARRAY['raw', 'core', 'report']) AS name LOOP
        EXECUTE format('ALTER SCHEMA %I OWNER TO {name}', own.name);
    END LOOP;
    FOR own IN
        SELECT c.oid::regclass AS name FROM pg_class AS c
        WHERE c.relnamespace::regnamespace::text IN ('raw', 'core', 'report') AND c.relkind IN ('r', 'v')
    LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO {name}', own.name);
    END LOOP;
    FOR own IN
        SELECT p.oid::regprocedure AS name FROM pg_proc AS p
        WHERE p.pronamespace::regnamespace::text IN ('raw', 'core', 'report')
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO {name}', own.name);
    END LOOP;
END
$$
"""


def test_what_somebody_else_keeps_in_report_stays_theirs_and_stops_no_migration(
    desk: Desk, guest: Database, owner: Database
) -> None:
    with guest.begin(None) as connection:
        connection.execute(sa.text("CREATE VIEW report.mine AS SELECT unit_code FROM report.submission"))
        connection.execute(sa.text("CREATE TABLE report.notes (line text)"))
    migrate(owner, FORMS)
    [theirs] = desk.query(
        "SELECT pg_get_userbyid(relowner) AS owner, reloptions AS options, relacl AS granted"
        " FROM pg_class WHERE oid = 'report.mine'::regclass",
        role=None,
    )
    assert theirs == {"owner": guest.url.username, "options": None, "granted": None}


def test_a_name_of_ours_that_somebody_else_took_is_said_with_its_owner(
    desk: Desk, guest: Database, owner: Database
) -> None:
    with desk.database.begin(None) as connection:
        # with what is asked as of an instant
        connection.execute(sa.text("DROP VIEW report.reminder CASCADE"))
    with guest.begin(None) as connection:
        connection.execute(sa.text("CREATE TABLE report.reminder (line text)"))
    with pytest.raises(DatabaseUnavailable, match=rf"report\.reminder \(của {guest.url.username}\)"):
        migrate(owner, FORMS)
    with desk.database.begin(None) as connection:
        connection.execute(sa.text("DROP TABLE report.reminder"))
    migrate(owner, FORMS)
