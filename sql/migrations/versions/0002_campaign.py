"""core: campaigns, their units, and the decisions people took about a unit."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = """
CREATE TABLE core.campaign (
    campaign text PRIMARY KEY,
    title text NOT NULL,
    letter_issuer text NOT NULL,
    letter_subject text NOT NULL,
    letter_issued_on date NOT NULL,
    letter_number text NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    report_before date NOT NULL,
    policy text NOT NULL CHECK (policy IN ('before_date', 'through_date', 'through_date_roll')),
    time_zone text NOT NULL,
    holidays date [] NOT NULL
);

CREATE TABLE core.unit (
    campaign text NOT NULL REFERENCES core.campaign,
    unit_code text NOT NULL,
    unit_name text NOT NULL,
    unit_kind text NOT NULL CHECK (unit_kind IN ('district', 'sector', 'affiliated')),
    is_active boolean NOT NULL,
    position integer NOT NULL,
    branches_expected integer,
    PRIMARY KEY (campaign, unit_code)
);

CREATE TABLE core.extension (
    extension_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign text NOT NULL,
    unit_code text NOT NULL,
    cutoff_at timestamptz NOT NULL,
    effective_at timestamptz NOT NULL,
    revoked_at timestamptz,
    reason text NOT NULL,
    decided_by text NOT NULL,
    letter_number text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (campaign, unit_code) REFERENCES core.unit
);

CREATE TABLE core.exemption (
    exemption_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign text NOT NULL,
    unit_code text NOT NULL,
    effective_at timestamptz NOT NULL,
    revoked_at timestamptz,
    reason text NOT NULL,
    decided_by text NOT NULL,
    letter_number text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (campaign, unit_code) REFERENCES core.unit
);

CREATE TABLE core.ruling (
    ruling_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    campaign text NOT NULL,
    unit_code text NOT NULL,
    standing text NOT NULL CHECK (standing IN ('on_time', 'late')),
    effective_at timestamptz NOT NULL,
    revoked_at timestamptz,
    reason text NOT NULL,
    decided_by text NOT NULL,
    letter_number text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    FOREIGN KEY (campaign, unit_code) REFERENCES core.unit
);

CREATE INDEX extension_of_unit ON core.extension (campaign, unit_code, effective_at);
CREATE INDEX exemption_of_unit ON core.exemption (campaign, unit_code, effective_at);
CREATE INDEX ruling_of_unit ON core.ruling (campaign, unit_code, effective_at);
"""


def upgrade() -> None:
    op.execute(TABLES)
