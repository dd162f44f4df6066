"""What runs know of each other: which one served a backlog of schedules, which instants are taken for calls to Google."""

from alembic import op

revision = "0007"
down_revision = "0006"

TABLES = """
ALTER TABLE raw.collection_run
    ADD COLUMN covers_roster boolean NOT NULL DEFAULT false,
    ADD COLUMN is_declared boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN raw.collection_run.covers_roster IS
    'Whether every active unit of the roster was looked at; false for runs older than this column';
COMMENT ON COLUMN raw.collection_run.is_declared IS
    'Whether an operator declared the instant of the looks, instead of the clock';

CREATE TABLE core.reserved_call (
    call_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    pace text NOT NULL,
    starts_at timestamptz NOT NULL
);
COMMENT ON TABLE core.reserved_call IS
    'Instants at which calls to Google start, kept for the minute in which Google counts them';
CREATE INDEX reserved_call_in_order ON core.reserved_call (pace, starts_at);
"""


def upgrade() -> None:
    op.execute(TABLES)
