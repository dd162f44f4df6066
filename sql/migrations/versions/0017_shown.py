"""core: what analysts see of a text that names a person or holds a person's number, beside the text."""

from alembic import op

revision = "0017"
down_revision = "0016"

COLUMNS = """
ALTER TABLE core.submission
    ADD COLUMN branch_name_shown text,
    ADD COLUMN publicity_shown text,
    ADD COLUMN note_shown text;
COMMENT ON COLUMN core.submission.branch_name_shown IS
    'branch_name with … for each person named in it and each person''s number; NULL where there is none';
COMMENT ON COLUMN core.submission.publicity_shown IS 'The same of publicity';
COMMENT ON COLUMN core.submission.note_shown IS 'The same of note';
"""


def upgrade() -> None:
    op.execute(COLUMNS)
