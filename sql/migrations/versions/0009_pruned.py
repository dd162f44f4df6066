"""raw, core: cells and findings' words may be removed by policy; when, and that the hash stays."""

from alembic import op

revision = "0009"
down_revision = "0008"

COLUMNS = """
ALTER TABLE raw.snapshot
    ALTER COLUMN cells DROP NOT NULL,
    ADD COLUMN pruned_at timestamptz,
    ADD CONSTRAINT snapshot_has_cells_unless_pruned CHECK ((cells IS NULL) = (pruned_at IS NOT NULL));
COMMENT ON COLUMN raw.snapshot.pruned_at IS
    'When the cells were removed by policy; NULL while they are kept. The hash and the looks always stay';

ALTER TABLE core.finding ADD COLUMN pruned_at timestamptz;
COMMENT ON COLUMN core.finding.pruned_at IS
    'When what it quotes from the sheet was removed by policy; NULL while the words are the unit''s own';
"""


def upgrade() -> None:
    op.execute(COLUMNS)
