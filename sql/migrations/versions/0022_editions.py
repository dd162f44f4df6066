"""core: what the roster said is remembered, edition by edition; a unit may join and leave within a campaign."""

from alembic import op

revision = "0022"
down_revision = "0021"

# core.unit says what the last edition says. Whatever was said before this release is the first edition, of ever since.
TABLES = """
ALTER TABLE core.unit
    ADD COLUMN joined_on date,
    ADD COLUMN left_on date,
    ADD COLUMN successor_of text NOT NULL DEFAULT '',
    ADD CONSTRAINT unit_joins_before_it_leaves CHECK (joined_on < left_on);
COMMENT ON COLUMN core.unit.joined_on IS 'First local day on which it owes; NULL: since ever';
COMMENT ON COLUMN core.unit.left_on IS 'First local day on which it owes nothing any more; NULL: it goes on';
COMMENT ON COLUMN core.unit.successor_of IS 'Codes of the units that it took over from, | between them; mostly empty';

CREATE TABLE core.edition (
    edition_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign text NOT NULL REFERENCES core.campaign,
    edition integer NOT NULL,
    effective_at timestamptz NOT NULL,
    decided_by text,
    reason text,
    letter_number text NOT NULL DEFAULT '',
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    UNIQUE (campaign, edition),
    CONSTRAINT edition_since_ever_is_the_first CHECK ((effective_at = '-infinity') = (edition = 1)),
    CONSTRAINT edition_is_taken_by_somebody CHECK (
        (decided_by IS NULL) = (reason IS NULL) AND (decided_by IS NOT NULL OR edition = 1)
    )
);
COMMENT ON TABLE core.edition IS 'The roster as it was said from an instant on, taken by whom and why';
COMMENT ON COLUMN core.edition.edition IS 'Its place among those of its campaign, given by core.check_edition';
COMMENT ON COLUMN core.edition.effective_at IS
    'From when its word holds: -infinity for the first one, which the first collection takes from the file';

CREATE TABLE core.roster_entry (
    campaign text NOT NULL,
    unit_code text NOT NULL,
    unit_id integer NOT NULL,
    edition integer NOT NULL,
    since timestamptz NOT NULL,
    until timestamptz,
    unit_name text NOT NULL,
    unit_sort core.sort_key,
    unit_kind text NOT NULL,
    is_active boolean NOT NULL,
    position integer NOT NULL,
    branches_expected integer,
    owes_from timestamptz,
    owes_until timestamptz,
    successor_of text NOT NULL,
    PRIMARY KEY (unit_id, since),
    FOREIGN KEY (campaign, edition) REFERENCES core.edition (campaign, edition)
);
CREATE INDEX roster_entry_of_unit ON core.roster_entry (campaign, unit_code, since);
COMMENT ON TABLE core.roster_entry IS
    'What an edition says of a unit, where an earlier one said otherwise or nothing; written by triggers of core.unit';
COMMENT ON COLUMN core.roster_entry.since IS 'effective_at of its edition';
COMMENT ON COLUMN core.roster_entry.until IS 'since of the entry that took its place, exclusive; NULL while none did';
COMMENT ON COLUMN core.roster_entry.owes_from IS '00:00 of joined_on by the campaign''s clock; NULL: since ever';
COMMENT ON COLUMN core.roster_entry.owes_until IS '00:00 of left_on by the campaign''s clock, exclusive; NULL: it goes on';

INSERT INTO core.edition (campaign, edition, effective_at)
SELECT DISTINCT u.campaign, 1, timestamptz '-infinity' FROM core.unit AS u ORDER BY u.campaign;

INSERT INTO core.roster_entry (
    campaign, unit_code, unit_id, edition, since, unit_name, unit_sort, unit_kind, is_active, position, branches_expected,
    successor_of
)
SELECT
    u.campaign, u.unit_code, u.unit_id, 1, '-infinity', u.unit_name, u.unit_sort, u.unit_kind, u.is_active, u.position,
    u.branches_expected, u.successor_of
FROM core.unit AS u;
"""


def upgrade() -> None:
    op.execute(TABLES)
