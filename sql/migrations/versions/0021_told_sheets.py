"""core: which content each Google Sheet was last told of; a file of one machine's remembered it before (`google.told`)."""

from alembic import op

revision = "0021"
down_revision = "0020"

TABLE = """
CREATE TABLE core.told_sheet (
    sheet_id text PRIMARY KEY,
    content_sha256 text NOT NULL CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
    told_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE core.told_sheet IS
    'Which content each Google Sheet was last told of in its tab «Kiểm tra», whichever machine wrote it';
"""


def upgrade() -> None:
    op.execute(TABLE)
