"""raw: one look is one row, also when the connection is lost at COMMIT and the run records the look again."""

from alembic import op

revision = "0008"
down_revision = "0007"

INDEX = """
CREATE UNIQUE INDEX observation_once
    ON raw.observation (run_id, campaign, unit_code, observed_at, coalesce(content_sha256, outcome));
COMMENT ON INDEX raw.observation_once IS
    'A run sees one thing of one unit at one instant. Tries of a declared look share the instant, not what was seen';
"""


def upgrade() -> None:
    op.execute(INDEX)
