"""core: one key tells the versions of a branch apart and lets one be open; half the index to write for each row."""

from alembic import op

revision = "0010"
down_revision = "0009"

KEY = """
ALTER TABLE core.submission ADD COLUMN closed_by_observation_id bigint;
COMMENT ON COLUMN core.submission.closed_by_observation_id IS
    'The look whose return ended this version; NULL while it is open';

UPDATE core.submission AS v
SET closed_by_observation_id = (
    SELECT min(r.observation_id) FROM core.unit_return AS r
    WHERE
        r.campaign = v.campaign AND r.unit_code = v.unit_code AND r.observed_at = v.valid_to
        AND (r.observed_at, r.observation_id) > (v.valid_from, v.observation_id)
)
WHERE v.valid_to IS NOT NULL;

-- NULLS NOT DISTINCT: of a branch, one version at most is open
ALTER TABLE core.submission
    DROP CONSTRAINT submission_pkey,
    ADD CONSTRAINT submission_one_open
        UNIQUE NULLS NOT DISTINCT (campaign, unit_code, branch_key, closed_by_observation_id),
    ADD CONSTRAINT submission_closed_by_a_look
        CHECK ((valid_to IS NULL) = (closed_by_observation_id IS NULL));
DROP INDEX core.submission_current;
"""


def upgrade() -> None:
    op.execute(KEY)
