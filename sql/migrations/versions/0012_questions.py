"""core: questions: what waits for an answer, who answered what, and what each return was worth under which answers."""

from alembic import op

revision = "0012"
down_revision = "0011"

TABLES = """
ALTER TABLE core.rule
    DROP CONSTRAINT rule_severity_check,
    ADD CONSTRAINT rule_severity_check CHECK (severity IN ('error', 'question', 'warning'));
ALTER TABLE core.finding
    DROP CONSTRAINT finding_severity_check,
    ADD CONSTRAINT finding_severity_check CHECK (severity IN ('error', 'question', 'warning')),
    ADD COLUMN asks_about text;
COMMENT ON COLUMN core.finding.asks_about IS
    'Of a question: the words of the row it is about, to which an answer is bound; NULL for others, and once pruned';

-- An answer and its end happen among the looks: they are numbered with them, so that one order holds of all.
CREATE TABLE core.answer (
    answer_id bigint PRIMARY KEY DEFAULT nextval('raw.observation_observation_id_seq'),
    revocation_id bigint NOT NULL UNIQUE DEFAULT nextval('raw.observation_observation_id_seq'),
    campaign text NOT NULL,
    unit_code text NOT NULL,
    rule text NOT NULL,
    cell text,
    content_sha256 text NOT NULL REFERENCES raw.snapshot,
    words text,
    answer text NOT NULL CHECK (answer IN ('yes', 'no')),
    effective_at timestamptz NOT NULL,
    reason text NOT NULL,
    decided_by text NOT NULL,
    letter_number text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at timestamptz,
    revoked_by text,
    revoked_reason text,
    FOREIGN KEY (campaign, unit_code) REFERENCES core.unit,
    CONSTRAINT answer_is_revoked_by_somebody CHECK (
        (revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL)
    )
);
CREATE INDEX answer_of_unit ON core.answer (campaign, unit_code, effective_at);
COMMENT ON TABLE core.answer IS
    'What somebody answered to a question; it holds for every content in which the row stands unchanged';
COMMENT ON COLUMN core.answer.revocation_id IS 'The number that the answer''s end has among the looks, once it is revoked';
COMMENT ON COLUMN core.answer.content_sha256 IS 'The content it was asked of';
COMMENT ON COLUMN core.answer.words IS
    'The words of the row it is about (schemas.answer.row_words); NULL once they were removed by policy';

-- A return is worth what the answers of the time make of it: one row for each time that this changes.
ALTER TABLE core.unit_return
    ADD COLUMN event_id bigint,
    ADD COLUMN known_at timestamptz,
    ADD COLUMN superseded_at timestamptz,
    ADD COLUMN rows_waiting integer NOT NULL DEFAULT 0,
    ADD COLUMN questions integer NOT NULL DEFAULT 0,
    ADD COLUMN is_waiting boolean NOT NULL DEFAULT false;
UPDATE core.unit_return SET event_id = observation_id, known_at = observed_at;
ALTER TABLE core.unit_return
    ALTER COLUMN event_id SET NOT NULL,
    ALTER COLUMN known_at SET NOT NULL,
    ALTER COLUMN rows_waiting DROP DEFAULT,
    ALTER COLUMN questions DROP DEFAULT,
    ALTER COLUMN is_waiting DROP DEFAULT,
    DROP CONSTRAINT unit_return_pkey,
    ADD PRIMARY KEY (observation_id, event_id),
    DROP CONSTRAINT unit_return_check,
    DROP CONSTRAINT unit_return_check1,
    ADD CONSTRAINT unit_return_every_row CHECK (
        rows_in_sheet = rows_accepted + rows_refused + rows_waiting + rows_not_data
    ),
    ADD CONSTRAINT unit_return_valid CHECK (
        is_valid = (rows_accepted > 0 AND errors = 0 AND questions = 0)
    ),
    ADD CONSTRAINT unit_return_waits CHECK (
        is_waiting = (errors = 0 AND questions > 0 AND rows_accepted + rows_waiting > 0)
    );
CREATE INDEX unit_return_waiting ON core.unit_return (campaign, unit_code) WHERE is_waiting;
COMMENT ON COLUMN core.unit_return.event_id IS
    'What told it: the look itself, or an answer or its end (core.answer), numbered together';
COMMENT ON COLUMN core.unit_return.known_at IS 'Since when the return was worth this: the look''s instant, or the answer''s';
COMMENT ON COLUMN core.unit_return.superseded_at IS 'Until when, exclusive; NULL while it is';
COMMENT ON COLUMN core.unit_return.is_waiting IS 'Whether nothing but open questions keeps it from being a valid return';
COMMENT ON COLUMN core.submission.observation_id IS
    'The look, or the answer or its end, whose figures this version holds: numbered together';
COMMENT ON COLUMN core.submission.closed_by_observation_id IS
    'The look, or the answer or its end, that ended this version; NULL while it is open';
COMMENT ON COLUMN core.finding.observation_id IS
    'The look, or the answer or its end, that first showed it: numbered together';

ALTER TABLE core.reminder
    DROP CONSTRAINT reminder_kind_check,
    ADD CONSTRAINT reminder_kind_check CHECK (kind IN ('t_minus_3', 't_minus_1', 'flag', 'question'));
"""

# Their columns grow, which no function's can: views and functions that ask them are written anew and go over to the
# new ones; then these are dropped (outgrown.sql), and whatever somebody built on the views stays.
FUNCTIONS = """
DO $$
DECLARE
    outgrown regprocedure;
BEGIN
    FOR outgrown IN
        SELECT p.oid FROM pg_proc AS p INNER JOIN pg_namespace AS n ON p.pronamespace = n.oid
        WHERE (n.nspname, p.proname) IN (('core', 'evidence_at'), ('core', 'standing_of'), ('report', 'unit_standing_at'))
    LOOP
        EXECUTE format('ALTER FUNCTION %s RENAME TO before_questions', outgrown);
    END LOOP;
END
$$;
"""


def upgrade() -> None:
    op.execute(TABLES)
    op.execute(FUNCTIONS)
