"""From every released version to this one, with data in place; a fresh database and an upgraded one are equal."""

from __future__ import annotations

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from flows.steps.database import SQL, Database
from tests.conftest import CAMPAIGNS
from tests.desk import GOOD, Desk


def config() -> Config:
    made = Config()
    made.set_main_option("script_location", str(SQL / "migrations"))
    return made


REVISIONS = [script.revision for script in ScriptDirectory.from_config(config()).walk_revisions()][::-1]

CATALOGUE = """
SELECT 'column', format('%s.%s.%s', n.nspname, c.relname, a.attname),
    format('%s %s %s', format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(d.adbin, d.adrelid))
FROM pg_attribute AS a INNER JOIN pg_class AS c ON a.attrelid = c.oid INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
LEFT JOIN pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE n.nspname IN ('raw', 'core', 'report') AND a.attnum > 0 AND NOT a.attisdropped
UNION ALL
SELECT 'constraint', format('%s.%s', conrelid::regclass, conname), pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace IN ('raw'::regnamespace, 'core'::regnamespace)
UNION ALL
SELECT 'index', indexrelid::regclass::text, pg_get_indexdef(indexrelid)
FROM pg_index INNER JOIN pg_class ON pg_class.oid = indexrelid
WHERE relnamespace IN ('raw'::regnamespace, 'core'::regnamespace)
UNION ALL
SELECT 'function', oid::regprocedure::text, pg_get_functiondef(oid)
FROM pg_proc WHERE pronamespace IN ('core'::regnamespace, 'report'::regnamespace)
UNION ALL
SELECT 'view', c.oid::regclass::text, pg_get_viewdef(c.oid) FROM pg_class AS c
WHERE c.relkind = 'v' AND c.relnamespace = 'report'::regnamespace
UNION ALL
SELECT 'privilege', c.oid::regclass::text, array(SELECT unnest(c.relacl)::text ORDER BY 1)::text FROM pg_class AS c
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid WHERE n.nspname IN ('raw', 'core', 'report')
ORDER BY 1, 2, 3
"""

WITH_DATA = """
INSERT INTO raw.collection_run (run_id, campaign, source, started_at, units_asked)
VALUES ('00000000-0000-0000-0000-000000000001', 'bluezone-2020', 'google', '2020-08-28T10:00Z', 21);
INSERT INTO raw.snapshot (content_sha256, longest_tab, cells)
VALUES (repeat('a', 64), 1, convert_to('kept', 'UTF8'));
INSERT INTO raw.observation (run_id, campaign, unit_code, observed_at, outcome, origin, content_sha256, was_read)
VALUES (
    '00000000-0000-0000-0000-000000000001', 'bluezone-2020', '643', '2020-08-28T10:00Z', 'read', 'google:x',
    repeat('a', 64), TRUE
);
"""


def upgrade(database: Database, revision: str) -> None:
    with database.begin(None) as connection:
        made = config()
        made.attributes["connection"] = connection
        command.upgrade(made, revision)


def catalogue(database: Database) -> list[tuple[str, ...]]:
    with database.begin(None) as connection:
        return [tuple(row) for row in connection.execute(sa.text(CATALOGUE))]


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_any_version_comes_to_this_one_with_its_data(
    bare_database: Database, database: Database, revision: str
) -> None:
    upgrade(bare_database, revision)
    with bare_database.begin(None) as connection:
        connection.execute(sa.text(WITH_DATA))
    bare_database.migrate()
    assert catalogue(bare_database) == catalogue(database)
    desk = Desk(bare_database, CAMPAIGNS / "bluezone-2020")
    kept = "SELECT unit_code, outcome, content_sha256 FROM raw.observation"
    assert desk.query(kept) == [{"unit_code": "643", "outcome": "read", "content_sha256": "a" * 64}]
    desk.look("650", "28/8 17:00", GOOD)
    assert desk.standing("650", "28/8 18:00")["branches_accepted"] == 2


def test_versions_that_were_folded_before_a_return_said_what_it_left_behind_are_counted(
    bare_database: Database,
) -> None:
    """Migration 0004 fills in what earlier returns left behind."""
    upgrade(bare_database, "0003")
    with bare_database.begin(None) as connection:
        connection.execute(sa.text(WITH_DATA))
        connection.execute(sa.text(FOLDED))
    bare_database.migrate()
    desk = Desk(bare_database, CAMPAIGNS / "bluezone-2020")
    assert desk.standing("643", "28/8 18:00")["branches_accepted"] == 1


FOLDED = """
INSERT INTO core.campaign VALUES (
    'bluezone-2020', 't', 'i', 's', '2020-08-18', '', '2020-08-18', '2020-08-25', '2020-08-29', 'before_date',
    'Asia/Ho_Chi_Minh', '{}'
);
INSERT INTO core.unit VALUES ('bluezone-2020', '643', 'LĐLĐ thành phố Buôn Ma Thuột', 'district', TRUE, 1, NULL);
INSERT INTO core.unit_return
SELECT observation_id, campaign, unit_code, observed_at, content_sha256, 1, 1, 0, 0, 0, 0, TRUE, TRUE
FROM raw.observation;
INSERT INTO core.submission (
    campaign, unit_code, branch_key, observation_id, valid_from, branch_name, workforce, installed, source_cell
)
SELECT campaign, unit_code, 'a', observation_id, observed_at, 'A', 10, 5, 'B2' FROM core.unit_return
"""
