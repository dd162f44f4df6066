"""raw: whether a run looked at the whole roster, and live, so that a backlog of schedules is served by one run."""

from alembic import op

revision = "0006"
down_revision = "0003"

COLUMNS = """
ALTER TABLE raw.collection_run
    ADD COLUMN covers_roster boolean NOT NULL DEFAULT false,
    ADD COLUMN is_declared boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN raw.collection_run.covers_roster IS
    'Whether every active unit of the roster was looked at; false for runs older than this column';
COMMENT ON COLUMN raw.collection_run.is_declared IS
    'Whether an operator declared the instant of the looks, instead of the clock';
"""


def upgrade() -> None:
    op.execute(COLUMNS)
