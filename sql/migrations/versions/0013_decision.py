"""core: extensions, exemptions and rulings are one table of decisions; a reminder's kind says its own days."""

from alembic import op

revision = "0013"
down_revision = "0012"

# Answers stay apart: they are numbered among the looks, with a second number for their end, since returns are folded
# by them; and what they are about is removed with the cells.
TABLE = """
CREATE TABLE core.decision (
    kind text NOT NULL CHECK (kind IN ('extension', 'exemption', 'ruling')),
    decision_id bigint NOT NULL,
    campaign text NOT NULL,
    unit_code text NOT NULL,
    cutoff_at timestamptz,
    standing text CHECK (standing IN ('on_time', 'late')),
    effective_at timestamptz NOT NULL,
    reason text NOT NULL,
    decided_by text NOT NULL,
    letter_number text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at timestamptz,
    revoked_by text,
    revoked_reason text,
    PRIMARY KEY (kind, decision_id),
    FOREIGN KEY (campaign, unit_code) REFERENCES core.unit,
    CONSTRAINT decision_says_what_its_kind_does CHECK (
        (kind = 'extension') = (cutoff_at IS NOT NULL) AND (kind = 'ruling') = (standing IS NOT NULL)
    ),
    CONSTRAINT decision_is_revoked_by_somebody CHECK (
        (revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL)
    )
);
CREATE INDEX decision_of_unit ON core.decision (campaign, unit_code, effective_at);
COMMENT ON TABLE core.decision IS 'What people decided about a unit; answers to questions are in core.answer';
COMMENT ON COLUMN core.decision.decision_id IS 'Number among those of its kind, given by core.number_of_decision';

ALTER TABLE core.reminder
    DROP CONSTRAINT reminder_kind_check,
    ADD CONSTRAINT reminder_kind_check CHECK (kind IN ('flag', 'question') OR kind ~ '^t_minus_[1-9][0-9]*$');
"""

# What the release before asks stays until it is written anew, then it is dropped (outgrown.sql).
CARRIED = """
INSERT INTO core.decision (
    kind, decision_id, campaign, unit_code, cutoff_at, standing, effective_at, reason, decided_by, letter_number,
    recorded_at, revoked_at, revoked_by, revoked_reason
)
SELECT
    '{kind}', d.{kind}_id, d.campaign, d.unit_code, {cutoff_at}, {standing}, d.effective_at, d.reason, d.decided_by, d.letter_number,
    d.recorded_at, d.revoked_at, d.revoked_by, d.revoked_reason
FROM core.{kind} AS d
ORDER BY d.{kind}_id
"""

# Its columns grow, which no function's can.
FUNCTION = """
DO $$
BEGIN
    IF to_regprocedure('report.campaign_summary_at(timestamptz)') IS NOT NULL THEN
        ALTER FUNCTION report.campaign_summary_at(timestamptz) RENAME TO before_people;
    END IF;
END
$$;
"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(CARRIED.format(kind="extension", cutoff_at="d.cutoff_at", standing="NULL"))
    op.execute(CARRIED.format(kind="exemption", cutoff_at="NULL", standing="NULL"))
    op.execute(CARRIED.format(kind="ruling", cutoff_at="NULL", standing="d.standing"))
    op.execute(FUNCTION)
