"""core: whose turn it is hangs on rows that only the pipeline can lock, for anybody can take an advisory lock."""

from alembic import op

revision = "0014"
down_revision = "0013"

TABLE = """
CREATE TABLE core.turn (name text PRIMARY KEY);
COMMENT ON TABLE core.turn IS 'What is done by one at a time: who does it holds the lock of its row, and writes nothing'
"""


def upgrade() -> None:
    op.execute(TABLE)
