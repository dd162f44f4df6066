"""core: since when a stale row's figures are known, when a campaign is over, how a unit's name sorts."""

from alembic import op

revision = "0019"
down_revision = "0018"

COLUMNS = """
ALTER TABLE core.submission ADD COLUMN first_seen_at timestamptz;
COMMENT ON COLUMN core.submission.first_seen_at IS
    'When these figures were first seen, where another version of them came before; NULL where valid_from says it';

-- a stale version repeats the one that it ended
WITH RECURSIVE carried AS (
    SELECT
        v.unit_id,
        v.branch_key,
        v.observation_id,
        v.ctid AS stale,
        p.observation_id AS of_event,
        p.valid_from,
        p.stale_since
    FROM core.submission AS v
    INNER JOIN core.submission AS p
        ON v.unit_id = p.unit_id AND v.branch_key = p.branch_key AND v.observation_id = p.closed_by_observation_id
    WHERE v.stale_since IS NOT NULL
    UNION ALL
    SELECT
        c.unit_id,
        c.branch_key,
        c.observation_id,
        c.stale,
        p.observation_id,
        p.valid_from,
        p.stale_since
    FROM carried AS c
    INNER JOIN core.submission AS p
        ON c.unit_id = p.unit_id AND c.branch_key = p.branch_key AND c.of_event = p.closed_by_observation_id
    WHERE c.stale_since IS NOT NULL
)

UPDATE core.submission AS v
SET first_seen_at = c.valid_from
FROM carried AS c
WHERE v.ctid = c.stale AND c.stale_since IS NULL;

ALTER TABLE core.campaign ADD COLUMN closes_on date;
COMMENT ON COLUMN core.campaign.closes_on IS 'Last local day on which days late are counted; NULL while nobody said one';
UPDATE core.campaign SET closes_on = CASE WHEN ends_on >= report_before THEN ends_on ELSE report_before + 30 END;

-- its bytes are compared, whatever collation a database has
CREATE DOMAIN core.sort_key AS text COLLATE "C";
ALTER TABLE core.unit ADD COLUMN unit_sort core.sort_key;
COMMENT ON COLUMN core.unit.unit_sort IS 'core.vietnamese_sort(unit_name), written by core.sort_unit';
"""


def upgrade() -> None:
    op.execute(COLUMNS)
