"""core: closings, papers with the figures that they print, and their issues."""

from alembic import op

revision = "0025"
down_revision = "0024"

TABLES = """
CREATE TABLE core.closing (
    closing_id bigint PRIMARY KEY,
    campaign text NOT NULL REFERENCES core.campaign,
    as_of timestamptz NOT NULL,
    reason text NOT NULL,
    closed_by text NOT NULL,
    letter_number text NOT NULL DEFAULT '',
    missing integer NOT NULL,
    needs_fix integer NOT NULL,
    unverified integer NOT NULL,
    not_due integer NOT NULL,
    unreadable integer NOT NULL,
    stale_branches integer NOT NULL,
    stale_people bigint,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at timestamptz,
    revoked_by text,
    revoked_reason text,
    CONSTRAINT closing_is_revoked_by_somebody CHECK (
        (revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL)
    )
);
CREATE INDEX closing_of_campaign ON core.closing (campaign, closing_id);
COMMENT ON TABLE core.closing IS 'A person''s word that the figures of an instant are the ones to be sent';
COMMENT ON COLUMN core.closing.closing_id IS 'Its place among all closings, given by core.number_of_closing';
COMMENT ON COLUMN core.closing.missing IS
    'This and the counts beside it: what was provisional as of as_of, given by core.check_closing';

CREATE TABLE core.paper (
    paper_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign text NOT NULL REFERENCES core.campaign,
    kind text NOT NULL,
    unit_code text,
    as_of timestamptz NOT NULL,
    since timestamptz,
    figures_sha256 text NOT NULL,
    figures jsonb NOT NULL,
    drafted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE NULLS NOT DISTINCT (campaign, kind, unit_code, as_of, since, figures_sha256),
    UNIQUE (campaign, paper_id),
    FOREIGN KEY (campaign, unit_code) REFERENCES core.unit,
    CONSTRAINT paper_figures_are_a_list CHECK (jsonb_typeof(figures) = 'array'),
    CONSTRAINT paper_figures_are_what_their_hash_says CHECK (
        figures_sha256 = encode(sha256(convert_to(figures::text, 'UTF8')), 'hex')
    )
);
COMMENT ON TABLE core.paper IS 'A paper that was drafted, with every figure that it prints; one that nobody issues is pruned';
COMMENT ON COLUMN core.paper.since IS 'The earlier instant of a paper that compares two; NULL of others';
COMMENT ON COLUMN core.paper.figures IS
    'In the order of reading: figure, relation, column, key, as_of, since, value, shown, sentence';

CREATE TABLE core.issue (
    issue_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign text NOT NULL,
    paper_id bigint NOT NULL,
    number text NOT NULL,
    issued_on date NOT NULL,
    issued_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    revoked_at timestamptz,
    revoked_by text,
    revoked_reason text,
    FOREIGN KEY (campaign, paper_id) REFERENCES core.paper (campaign, paper_id),
    CONSTRAINT issue_is_revoked_by_somebody CHECK (
        (revoked_at IS NULL) = (revoked_by IS NULL) AND (revoked_at IS NULL) = (revoked_reason IS NULL)
    )
);
CREATE INDEX issue_of_paper ON core.issue (campaign, paper_id);
CREATE UNIQUE INDEX issue_in_force ON core.issue (paper_id) WHERE revoked_at IS NULL;
CREATE UNIQUE INDEX issue_number_of_year ON core.issue (campaign, date_part('year', issued_on::timestamp), upper(number))
    WHERE revoked_at IS NULL;
COMMENT ON TABLE core.issue IS 'A paper left the house: its number and day, by whose word, and whether that was taken back';
"""


def upgrade() -> None:
    op.execute(TABLES)
