"""core: a return says what the figures it left behind come to, so that no total as of an instant need count versions."""

from alembic import op

revision = "0017"
down_revision = "0016"

# A return that an answer to an earlier row revalued is never a unit's last one: its totals are asked by nobody.
COLUMNS = """
ALTER TABLE core.unit_return
    ADD COLUMN people bigint,
    ADD COLUMN smartphone_users bigint,
    ADD COLUMN reached bigint,
    ADD COLUMN launch_sessions bigint,
    ADD COLUMN installed bigint,
    ADD COLUMN reached_base bigint,
    ADD COLUMN installed_where_smartphones bigint,
    ADD COLUMN stale_branches integer,
    ADD COLUMN stale_people bigint,
    ADD COLUMN stale_installed bigint;
COMMENT ON COLUMN core.unit_return.people IS
    'Totals of the branches that had figures after this return, stale ones included; NULL where none gives the quantity';
COMMENT ON COLUMN core.unit_return.reached_base IS 'People of the branches that tell reached';
COMMENT ON COLUMN core.unit_return.installed_where_smartphones IS 'Installed of the branches that tell smartphone_users';
COMMENT ON COLUMN core.unit_return.stale_branches IS 'Branches among them whose row was bad, or waited; and what is theirs';

UPDATE core.unit_return AS r
SET
    people = t.people,
    smartphone_users = t.smartphone_users,
    reached = t.reached,
    launch_sessions = t.launch_sessions,
    installed = t.installed,
    reached_base = t.reached_base,
    installed_where_smartphones = t.installed_where_smartphones,
    stale_branches = t.stale_branches,
    stale_people = t.stale_people,
    stale_installed = t.stale_installed
FROM core.unit_return AS same
INNER JOIN core.unit AS u ON same.campaign = u.campaign AND same.unit_code = u.unit_code
CROSS JOIN LATERAL (
    SELECT
        sum(coalesce(v.workforce, v.members)) AS people,
        sum(v.smartphone_users) AS smartphone_users,
        sum(v.reached) AS reached,
        sum(v.launch_sessions) AS launch_sessions,
        sum(v.installed) AS installed,
        sum(coalesce(v.workforce, v.members)) FILTER (WHERE v.reached IS NOT NULL) AS reached_base,
        sum(v.installed) FILTER (WHERE v.smartphone_users IS NOT NULL) AS installed_where_smartphones,
        count(v.stale_since) AS stale_branches,
        sum(coalesce(v.workforce, v.members)) FILTER (WHERE v.stale_since IS NOT NULL) AS stale_people,
        sum(v.installed) FILTER (WHERE v.stale_since IS NOT NULL) AS stale_installed
    FROM core.submission AS v
    WHERE
        v.unit_id = u.unit_id AND v.valid_from <= same.known_at
        AND (v.valid_to IS NULL OR v.valid_to > same.known_at)
) AS t
WHERE r.observation_id = same.observation_id AND r.event_id = same.event_id;

CREATE INDEX unit_return_of_figures ON core.unit_return (campaign, figures_key) WHERE figures_key IS NOT NULL;
CREATE INDEX observation_last ON raw.observation (campaign, observed_at) WHERE is_successful;
"""

# Their columns grow, which no function's can; outgrown.sql drops what they were.
FUNCTIONS = """
DO $$
DECLARE
    outgrown regprocedure;
BEGIN
    FOR outgrown IN
        SELECT p.oid FROM pg_proc AS p INNER JOIN pg_namespace AS n ON p.pronamespace = n.oid
        WHERE
            (n.nspname, p.proname) IN (
                ('core', 'standing_of'), ('core', 'days_late'), ('report', 'unit_standing_at'), ('report', 'campaign_summary_at')
            )
    LOOP
        EXECUTE format('ALTER FUNCTION %s RENAME TO before_totals', outgrown);
    END LOOP;
END
$$;
"""


def upgrade() -> None:
    op.execute(COLUMNS)
    op.execute(FUNCTIONS)
