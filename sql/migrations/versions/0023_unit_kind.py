"""core: kinds of units are the issuer's data; each campaign says what it calls its own."""

from alembic import op

revision = "0023"
down_revision = "0022"

TABLE = """
ALTER TABLE core.unit DROP CONSTRAINT unit_unit_kind_check;

CREATE TABLE core.unit_kind (
    campaign text NOT NULL REFERENCES core.campaign,
    unit_kind text NOT NULL,
    unit_kind_vi text NOT NULL,
    PRIMARY KEY (campaign, unit_kind)
);
COMMENT ON TABLE core.unit_kind IS 'What the issuer of a campaign calls each kind of its units';

-- the three there were; the campaign's files say it anew with its next run
INSERT INTO core.unit_kind (campaign, unit_kind, unit_kind_vi)
SELECT DISTINCT
    u.campaign,
    u.unit_kind,
    CASE u.unit_kind
        WHEN 'district' THEN 'Liên đoàn Lao động huyện, thị xã, thành phố'
        WHEN 'sector' THEN 'Công đoàn ngành'
        ELSE 'Ban, đơn vị trực thuộc'
    END
FROM core.unit AS u;
"""

# Its columns grow, which no function's can; outgrown.sql drops what it was.
FUNCTIONS = """
DO $$
DECLARE
    outgrown regprocedure;
BEGIN
    FOR outgrown IN
        SELECT p.oid FROM pg_proc AS p INNER JOIN pg_namespace AS n ON p.pronamespace = n.oid
        WHERE (n.nspname, p.proname) = ('report', 'unit_standing_at')
    LOOP
        EXECUTE format('ALTER FUNCTION %s RENAME TO before_kinds', outgrown);
    END LOOP;
END
$$;
"""


def upgrade() -> None:
    op.execute(TABLE)
    op.execute(FUNCTIONS)
