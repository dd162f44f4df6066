"""core: reminders to the units, one row for each occasion, written before the mail leaves."""

from alembic import op

revision = "0006"
down_revision = "0005"

TABLES = """
CREATE TABLE core.reminder (
    reminder_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign text NOT NULL,
    unit_code text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('t_minus_3', 't_minus_1', 'flag')),
    cutoff_at timestamptz NOT NULL,
    flagged_at timestamptz,
    due_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('sending', 'sent', 'refused', 'deferred', 'unclear')),
    recipient text NOT NULL,
    message_id text NOT NULL UNIQUE,
    attempts integer NOT NULL DEFAULT 1,
    tried_at timestamptz NOT NULL,
    sent_at timestamptz,
    reply text NOT NULL DEFAULT '',
    run_id uuid NOT NULL,
    FOREIGN KEY (campaign, unit_code) REFERENCES core.unit,
    FOREIGN KEY (campaign, unit_code, flagged_at) REFERENCES core.flag,
    CHECK ((kind = 'flag') = (flagged_at IS NOT NULL)),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL))
);
COMMENT ON COLUMN core.reminder.state IS
    'sending: intent recorded, the mail may have left; unclear: the connection broke after the text was begun';
COMMENT ON COLUMN core.reminder.reply IS 'The mail server''s reply code, never its words';
CREATE UNIQUE INDEX reminder_before_cutoff
    ON core.reminder (campaign, unit_code, kind, cutoff_at) WHERE flagged_at IS NULL;
CREATE UNIQUE INDEX reminder_of_flag
    ON core.reminder (campaign, unit_code, flagged_at) WHERE flagged_at IS NOT NULL;
"""


def upgrade() -> None:
    op.execute(TABLES)
