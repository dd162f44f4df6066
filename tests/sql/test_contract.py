"""What analysts may rely on: the objects and columns of `report`, their comments, and who may see what."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from flows.errors import DatabaseUnavailable
from flows.store.database import Database
from flows.store.migration import migrate, replayed
from tests.given.desk import GOOD, Desk
from tests.given.forms import FORMS

STANDING = (
    "campaign unit_code unit_name unit_kind standing standing_vi cutoff_at submitted_at accepted_at "
    "branches_accepted branches_expected open_errors open_warnings amended_after_cutoff unreadable_since "
    "original_standing days_late"
)
SUBMISSION = (
    "campaign unit_code unit_name branch_name workforce members smartphone_users reached launch_sessions "
    "installed in_industrial_zone installed_of_workforce_pct installed_of_smartphones_pct typed_pct publicity "
    "note valid_from stale_since source_cell"
)
PROMISED = {
    "report.unit_standing": STANDING,
    "report.unit_standing_at(now())": STANDING,
    "report.submission": SUBMISSION,
    "report.submission_at(now())": SUBMISSION,
    "report.submission_history": f"{SUBMISSION} valid_to",
    "report.finding": "campaign unit_code severity rule cell heading message_vi first_seen_at",
    "report.progress_daily": "campaign unit_code day branches workforce smartphone_users reached launch_sessions "
    "installed",
    "report.campaign_summary": "campaign expected on_time late missing needs_fix unverified not_due exempt "
    "reporting_rate on_time_rate installed moved_by_through_date moved_by_through_date_roll sensitivity_vi",
    "report.reminder": "campaign unit_code unit_name kind due_at sent_at outcome",
    "report.collection_run": "run_id started_at finished_at units_read units_unchanged units_unreadable "
    "rows_accepted rows_refused outcome",
}


@pytest.mark.parametrize("name", PROMISED)
def test_an_analyst_finds_every_promised_column(desk: Desk, name: str) -> None:
    desk.look("650", "28/8 17:00", GOOD)
    with desk.database.begin("bluezone_analyst") as connection:
        columns = connection.execute(sa.text(f"SELECT * FROM {name} LIMIT 1")).keys()
    assert set(PROMISED[name].split()) <= set(columns)


def test_every_report_object_and_column_has_a_comment(desk: Desk) -> None:
    lacking = desk.query(
        """
        SELECT c.relname, a.attname FROM pg_class AS c
        INNER JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE c.relnamespace = 'report'::regnamespace AND col_description(c.oid, a.attnum) IS NULL
        UNION ALL
        SELECT c.relname, NULL FROM pg_class AS c
        WHERE c.relnamespace = 'report'::regnamespace AND obj_description(c.oid) IS NULL
        UNION ALL
        SELECT p.proname, NULL FROM pg_proc AS p
        WHERE p.pronamespace = 'report'::regnamespace AND obj_description(p.oid) IS NULL
        """
    )
    assert lacking == []


def test_migrating_twice_changes_nothing(bare_database: Database) -> None:
    migrate(bare_database, FORMS)
    before = catalogue(bare_database)
    migrate(bare_database, FORMS)
    assert catalogue(bare_database) == before


def catalogue(database: Database) -> list[tuple[object, ...]]:
    """Every relation, column, function and privilege of our schemas."""
    with database.begin(None) as connection:
        rows = connection.execute(
            sa.text(
                """
                SELECT 'column', table_schema, table_name, column_name, data_type, column_default
                FROM information_schema.columns WHERE table_schema IN ('raw', 'core', 'report')
                UNION ALL
                SELECT 'function', n.nspname, p.proname, pg_get_functiondef(p.oid), p.proacl::text, ''
                FROM pg_proc AS p INNER JOIN pg_namespace AS n ON p.pronamespace = n.oid
                WHERE n.nspname IN ('raw', 'core', 'report')
                UNION ALL
                SELECT 'relation', n.nspname, c.relname, c.relkind::text, c.relacl::text, obj_description(c.oid)
                FROM pg_class AS c INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
                WHERE n.nspname IN ('raw', 'core', 'report')
                ORDER BY 1, 2, 3, 4
                """
            )
        )
        return [tuple(row) for row in rows]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM raw.snapshot",
        "SELECT * FROM core.finding",
        "SELECT core.standing_of(now(), now(), now(), now(), now(), now(), now(), true)",
        "SELECT * FROM core.evidence_at(now())",
        "SELECT * FROM core.look",
        "SELECT * FROM core.unit_return",
        "DELETE FROM report.collection_run",
        "INSERT INTO report.collection_run (run_id) VALUES (gen_random_uuid())",
        "CREATE TABLE report.mine (a int)",
    ],
)
def test_an_analyst_can_do_nothing_but_read_report(desk: Desk, query: str) -> None:
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        desk.query(query, role="bluezone_analyst")


@pytest.mark.parametrize(
    "query",
    ["DELETE FROM raw.snapshot", "UPDATE raw.observation SET outcome = 'read'", "DELETE FROM core.decision"],
)
def test_the_pipeline_cannot_rewrite_what_was_seen_or_decided(desk: Desk, query: str) -> None:
    with pytest.raises(sa.exc.ProgrammingError, match="permission denied"):
        desk.query(query)


def test_a_database_without_our_tables_says_what_to_do(bare_database: Database) -> None:
    with (
        pytest.raises(DatabaseUnavailable, match="bluezone migrate"),
        bare_database.begin(None) as connection,
    ):
        connection.execute(sa.text("SELECT * FROM report.unit_standing"))


def test_every_sql_file_is_replayed_or_a_statement_and_opens_with_its_name() -> None:
    folder = replayed()[0].parents[1]
    listed = {path.relative_to(folder).as_posix() for path in replayed()}
    found = {
        path.relative_to(folder).as_posix()
        for kind in ("functions", "views", "migrations", "roles")
        for path in (folder / kind).glob("*.sql")
    }
    assert listed == found
    for path in (folder / "statements").glob("*.sql"):
        assert path.read_text(encoding="utf-8").startswith(f"-- {path.stem}: "), path
