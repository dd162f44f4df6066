"""The national confederation's year: 2,500 units, 126,000 branches, twelve versions of each, straight into the tables.

Arrives: a migrated, empty database.
Leaves:  a campaign whose looks, returns, versions and findings have the shape that the pipeline gives them.
Not here: the pipeline. It would take hours to play what one statement per table lays down.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from flows.store.database import Database

UNITS, BRANCHES, VERSIONS = 2_500, 126_000, 12
FIRST = "2020-08-18T10:00Z"
"""The first daily look; a version is opened by each of the next ones."""

STATEMENTS = """
INSERT INTO core.campaign VALUES (
    :campaign, 'Bluezone', 'TLĐ', 'Bluezone', '2020-08-18', '', '2020-08-18', '2020-08-25', '2020-08-29',
    'before_date', 'Asia/Ho_Chi_Minh', '{2020-09-02}'
);

INSERT INTO core.form
SELECT :campaign, array(SELECT name FROM core.quantity UNION SELECT name FROM core.rate) || ARRAY['people'], 'installed';

INSERT INTO raw.collection_run (run_id, campaign, source, started_at, units_asked)
VALUES (md5(:campaign)::uuid, :campaign, 'google', :first, :units);

INSERT INTO core.unit (campaign, unit_code, unit_name, unit_kind, is_active, position, branches_expected)
SELECT :campaign, 'U' || lpad(u::text, 4, '0'), 'LĐLĐ huyện số ' || u, 'district', TRUE, u, NULL
FROM generate_series(1, :units) AS u;

INSERT INTO raw.snapshot (content_sha256, longest_tab, cells)
SELECT
    encode(sha256((cast(:campaign AS text) || '.' || u || '.' || v)::bytea), 'hex'), 50,
    (cast(:campaign AS text) || '.' || u || '.' || v)::bytea
FROM generate_series(1, :units) AS u CROSS JOIN generate_series(1, :versions) AS v;

-- two looks a day: one finds new content, the next finds it unchanged
INSERT INTO raw.observation (run_id, campaign, unit_code, observed_at, outcome, origin, content_sha256, modified_at, was_read)
SELECT
    md5(:campaign)::uuid, :campaign, 'U' || lpad(u::text, 4, '0'),
    :first + v * interval '1 day' + look * interval '6 hours',
    CASE look WHEN 0 THEN 'read' ELSE 'unchanged' END, 'google:' || u,
    encode(sha256((cast(:campaign AS text) || '.' || u || '.' || v)::bytea), 'hex'), :first + v * interval '1 day' - interval '1 hour', look = 0
FROM
    generate_series(1, :versions) AS v
    CROSS JOIN generate_series(0, 1) AS look CROSS JOIN generate_series(1, :units) AS u;

INSERT INTO core.unit_return (
    observation_id, event_id, campaign, unit_code, observed_at, known_at, content_sha256, rows_in_sheet, rows_accepted,
    rows_refused, rows_waiting, rows_not_data, errors, questions, warnings, is_submitted, is_valid, is_waiting, branches,
    changes, figures_key, people, smartphone_users, reached, launch_sessions, installed, installed_of_people_pct_part,
    installed_of_people_pct_whole, installed_of_smartphones_pct_part, installed_of_smartphones_pct_whole, reached_pct_part,
    reached_pct_whole, stale_branches
)
SELECT
    observation_id, observation_id, campaign, unit_code, observed_at, observed_at, content_sha256, branches + 2, branches,
    0, 0, 2, 0, 0, 3, TRUE, TRUE, FALSE, branches, branches, content_sha256, 60 * branches, 50 * branches, 50 * branches,
    2 * branches, installed * branches, installed * branches, 60 * branches, installed * branches, 50 * branches,
    50 * branches, 60 * branches, 0
FROM
    raw.observation
    CROSS JOIN LATERAL (
        SELECT
            :branches / :units + (right(unit_code, 1) < '4')::integer AS branches,
            20 + (extract(epoch FROM observed_at - :first) / 86400)::integer AS installed
    ) AS b
WHERE campaign = :campaign AND outcome = 'read';

INSERT INTO core.submission (
    unit_id, branch_key, observation_id, closed_by_observation_id, valid_from, valid_to, branch_name,
    workforce, members, smartphone_users, reached, launch_sessions, installed, in_industrial_zone, typed_pct, publicity, note, source_cell
)
SELECT
    u.unit_id, 'cdcs' || b, r.observation_id, r.closed_by, r.observed_at,
    CASE WHEN r.closed_by IS NOT NULL THEN r.observed_at + interval '1 day' END,
    'CĐCS Trường Tiểu học số ' || b, 60, 58, 50, 50, 2,
    20 + (extract(epoch FROM r.observed_at - :first) / 86400)::integer, b % 7 = 0, NULL, 'Zalo, Facebook', NULL, 'B' || b
FROM
    (
        SELECT *, lead(observation_id) OVER (PARTITION BY unit_code ORDER BY observed_at) AS closed_by
        FROM core.unit_return
        WHERE campaign = :campaign
    ) AS r
    INNER JOIN core.unit AS u ON r.campaign = u.campaign AND r.unit_code = u.unit_code
    CROSS JOIN LATERAL generate_series(1, r.branches) AS b
-- day by day, as it comes
ORDER BY r.observed_at, u.unit_id, b;

INSERT INTO core.finding (
    campaign, unit_code, finding_key, observation_id, first_seen_at, closed_at, severity, rule, cell, message_vi
)
SELECT
    campaign, unit_code, 'k' || n, observation_id, observed_at,
    CASE WHEN observed_at < :first + :versions * interval '1 day' THEN observed_at + interval '1 day' END,
    'warning', 'zero_installed', 'F' || n, 'Chưa ai cài.'
FROM core.unit_return CROSS JOIN generate_series(1, 3) AS n
WHERE campaign = :campaign;
"""


def lay_down(
    database: Database,
    units: int = UNITS,
    branches: int = BRANCHES,
    versions: int = VERSIONS,
    campaigns: Sequence[str] = ("national",),
) -> None:
    """Fill the tables and let the planner know them, as autovacuum would."""
    for campaign in campaigns:
        _lay_down_one(
            database, {"units": units, "branches": branches, "versions": versions, "campaign": campaign}
        )
    with database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(sa.text("VACUUM ANALYZE"))


def _lay_down_one(database: Database, facts: dict[str, Any]) -> None:
    with database.begin(None) as connection:
        for statement in STATEMENTS.replace(":first", f"timestamptz '{FIRST}'").split(";\n"):
            if statement.strip():
                text = sa.text(statement.strip().rstrip(";"))
                connection.execute(
                    text, {name: value for name, value in facts.items() if f":{name}" in statement}
                )
