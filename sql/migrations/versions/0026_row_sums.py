"""core: a return says what its rows come to, by what became of them."""

from alembic import op

revision = "0026"
down_revision = "0025"

# Of returns that were loaded before nobody knows until they are folded again.
COLUMN = """
ALTER TABLE core.unit_return ADD COLUMN row_sums jsonb;
COMMENT ON COLUMN core.unit_return.row_sums IS
    'Sums of what could be read of each amount, by what became of the rows: accepted, refused, waiting, not_data; NULL of returns loaded by earlier releases until `bluezone rebuild`';
"""


def upgrade() -> None:
    op.execute(COLUMN)
