"""core: who revoked a decision, and why."""

from alembic import op

revision = "0005"
down_revision = "0004"

COLUMNS = """
ALTER TABLE core.{table}
    ADD COLUMN revoked_by text,
    ADD COLUMN revoked_reason text;
UPDATE core.{table} SET revoked_by = decided_by, revoked_reason = reason WHERE revoked_at IS NOT NULL;
ALTER TABLE core.{table} ADD CONSTRAINT {table}_is_revoked_by_somebody CHECK (
    (revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL)
);
"""


def upgrade() -> None:
    for table in ("extension", "exemption", "ruling"):
        op.execute(COLUMNS.format(table=table))
