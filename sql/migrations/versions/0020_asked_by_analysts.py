"""core: which content ended a finding; and whether a branch's "no" was typed or is a blank beside others' marks."""

from alembic import op

revision = "0020"
down_revision = "0019"

COLUMNS = """
ALTER TABLE core.finding ADD COLUMN closed_by_observation_id bigint;
COMMENT ON COLUMN core.finding.closed_by_observation_id IS
    'The look, or the answer or its end, that no longer showed it: numbered together; NULL while it is open';

-- several at one instant: the first after the one that showed it
UPDATE core.finding AS f
SET closed_by_observation_id = (
    SELECT min(r.event_id)
    FROM core.unit_return AS r
    WHERE
        r.campaign = f.campaign AND r.unit_code = f.unit_code AND r.known_at = f.closed_at
        AND (r.known_at > f.first_seen_at OR r.event_id > f.observation_id)
)
WHERE f.closed_at IS NOT NULL;

-- which returns were ever alike
CREATE INDEX unit_return_alike ON core.unit_return (campaign, figures_key) WHERE figures_key IS NOT NULL;

ALTER TABLE core.submission ADD COLUMN in_industrial_zone_assumed boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN core.submission.in_industrial_zone_assumed IS
    'Whether in_industrial_zone is a blank cell''s, in a column where nothing else is typed than marks';
"""


def upgrade() -> None:
    op.execute(COLUMNS)
