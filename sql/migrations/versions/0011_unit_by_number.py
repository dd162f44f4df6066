"""core: a version names its unit by a number: a million rows, and their key, carry four bytes and not two texts."""

from alembic import op

revision = "0011"
down_revision = "0010"

# Columns of one width come first, the widest before: no padding, and no walk over texts to find a number.
TABLE = """
ALTER TABLE core.unit ADD COLUMN unit_id integer GENERATED ALWAYS AS IDENTITY UNIQUE;
COMMENT ON COLUMN core.unit.unit_id IS 'Stands for (campaign, unit_code) where rows are many; tells nothing else';

-- what asks it goes on until it is written anew; then it is dropped (outgrown.sql)
ALTER TABLE core.submission RENAME TO submission_by_code;
ALTER TABLE core.submission_by_code DROP CONSTRAINT submission_one_open;

CREATE TABLE core.submission (
    observation_id bigint NOT NULL,
    closed_by_observation_id bigint,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz,
    stale_since timestamptz,
    typed_pct double precision,
    unit_id integer NOT NULL,
    installed integer NOT NULL,
    workforce integer,
    members integer,
    smartphone_users integer,
    reached integer,
    launch_sessions integer,
    in_industrial_zone boolean,
    branch_key text NOT NULL,
    branch_name text NOT NULL,
    source_cell text NOT NULL,
    publicity text,
    note text
);
COMMENT ON COLUMN core.submission.closed_by_observation_id IS
    'The look whose return ended this version; NULL while it is open';

INSERT INTO core.submission (
    observation_id, closed_by_observation_id, valid_from, valid_to, stale_since, typed_pct, unit_id, installed, workforce,
    members, smartphone_users, reached, launch_sessions, in_industrial_zone, branch_key, branch_name, source_cell, publicity, note
)
SELECT
    v.observation_id, v.closed_by_observation_id, v.valid_from, v.valid_to, v.stale_since, v.typed_pct, u.unit_id, v.installed, v.workforce,
    v.members, v.smartphone_users, v.reached, v.launch_sessions, v.in_industrial_zone, v.branch_key, v.branch_name, v.source_cell, v.publicity, v.note
FROM core.submission_by_code AS v
INNER JOIN core.unit AS u ON v.campaign = u.campaign AND v.unit_code = u.unit_code
ORDER BY u.unit_id, v.observation_id, v.branch_key;

ALTER TABLE core.submission
    ADD CONSTRAINT submission_closed_by_a_look CHECK ((valid_to IS NULL) = (closed_by_observation_id IS NULL)),
    ADD CONSTRAINT submission_of_how_many CHECK (workforce IS NOT NULL OR members IS NOT NULL);

-- NULLS NOT DISTINCT: of a branch, one version at most is open; the open ones of a unit lie together. "C": bytes are
-- compared, in the order they are loaded in, and no new release of the system's collations ever breaks the index.
CREATE UNIQUE INDEX submission_one_open
    ON core.submission (unit_id, closed_by_observation_id, branch_key COLLATE "C") NULLS NOT DISTINCT;
"""


def upgrade() -> None:
    op.execute(TABLE)
