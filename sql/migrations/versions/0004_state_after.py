"""core: a return says what it left behind, so that a standing as of an instant need not count versions; and the rules."""

from alembic import op

revision = "0004"
down_revision = "0003"

COLUMNS = """
ALTER TABLE core.unit_return
    ADD COLUMN branches integer,
    ADD COLUMN changes integer,
    ADD COLUMN figures_key text;

UPDATE core.unit_return AS r
SET
    branches = (
        SELECT count(*) FROM core.submission AS v
        WHERE
            v.campaign = r.campaign AND v.unit_code = r.unit_code
            AND v.valid_from <= r.observed_at AND (v.valid_to IS NULL OR v.valid_to > r.observed_at)
    ),
    changes = (
        SELECT count(*) FROM core.submission AS v
        WHERE
            v.campaign = r.campaign AND v.unit_code = r.unit_code
            AND (v.observation_id = r.observation_id OR v.valid_to = r.observed_at)
    );

ALTER TABLE core.unit_return
    ALTER COLUMN branches SET NOT NULL,
    ALTER COLUMN changes SET NOT NULL;
COMMENT ON COLUMN core.unit_return.branches IS 'Branches with accepted figures after this return, stale ones included';
COMMENT ON COLUMN core.unit_return.changes IS 'Versions this return opened, those of stale figures included, and versions it closed';
COMMENT ON COLUMN core.unit_return.figures_key IS
    'Equal for returns that hold the same figures; NULL when there are too few different ones to tell a copy by';

-- the primary key serves every question about a unit's history
DROP INDEX core.submission_in_order;

CREATE TABLE core.rule (
    rule text PRIMARY KEY,
    severity text NOT NULL CHECK (severity IN ('error', 'warning')),
    sentence_vi text NOT NULL
);
COMMENT ON TABLE core.rule IS 'schemas.finding.CATALOGUE, written by every migrate';
"""


def upgrade() -> None:
    op.execute(COLUMNS)
