"""core: what the kept returns say: one row per change of content, versions of branches, findings, flags."""

from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = """
CREATE TABLE core.unit_return (
    observation_id bigint PRIMARY KEY REFERENCES raw.observation,
    campaign text NOT NULL,
    unit_code text NOT NULL,
    observed_at timestamptz NOT NULL,
    content_sha256 text NOT NULL REFERENCES raw.snapshot,
    rows_in_sheet integer NOT NULL,
    rows_accepted integer NOT NULL,
    rows_refused integer NOT NULL,
    rows_not_data integer NOT NULL,
    errors integer NOT NULL,
    warnings integer NOT NULL,
    is_submitted boolean NOT NULL,
    is_valid boolean NOT NULL,
    FOREIGN KEY (campaign, unit_code) REFERENCES core.unit,
    CHECK (rows_in_sheet = rows_accepted + rows_refused + rows_not_data),
    CHECK (is_valid = (rows_accepted > 0 AND errors = 0))
);
CREATE INDEX unit_return_in_order ON core.unit_return (campaign, unit_code, observed_at, observation_id);
CREATE INDEX unit_return_valid
    ON core.unit_return (campaign, unit_code, observed_at, observation_id) WHERE is_valid;

CREATE TABLE core.submission (
    campaign text NOT NULL,
    unit_code text NOT NULL,
    branch_key text NOT NULL,
    observation_id bigint NOT NULL,
    valid_from timestamptz NOT NULL,
    valid_to timestamptz,
    stale_since timestamptz,
    branch_name text NOT NULL,
    workforce integer,
    members integer,
    smartphone_users integer,
    reached integer,
    launch_sessions integer,
    installed integer NOT NULL,
    in_industrial_zone boolean,
    typed_pct double precision,
    publicity text,
    note text,
    source_cell text NOT NULL,
    PRIMARY KEY (campaign, unit_code, branch_key, observation_id),
    CHECK (workforce IS NOT NULL OR members IS NOT NULL)
);
CREATE UNIQUE INDEX submission_current
    ON core.submission (campaign, unit_code, branch_key) WHERE valid_to IS NULL;
CREATE INDEX submission_in_order ON core.submission (campaign, unit_code, valid_from);

CREATE TABLE core.finding (
    campaign text NOT NULL,
    unit_code text NOT NULL,
    finding_key text NOT NULL,
    observation_id bigint NOT NULL,
    first_seen_at timestamptz NOT NULL,
    closed_at timestamptz,
    severity text NOT NULL CHECK (severity IN ('error', 'warning')),
    rule text NOT NULL,
    cell text,
    heading text,
    raw_value text,
    message_vi text NOT NULL,
    PRIMARY KEY (campaign, unit_code, finding_key, observation_id)
);
CREATE UNIQUE INDEX finding_open ON core.finding (campaign, unit_code, finding_key) WHERE closed_at IS NULL;

CREATE TABLE core.flag (
    campaign text NOT NULL,
    unit_code text NOT NULL,
    flagged_at timestamptz NOT NULL,
    run_id uuid NOT NULL REFERENCES raw.collection_run,
    standing text NOT NULL,
    cutoff_at timestamptz NOT NULL,
    closed_at timestamptz,
    closed_by_run_id uuid REFERENCES raw.collection_run,
    PRIMARY KEY (campaign, unit_code, flagged_at),
    FOREIGN KEY (campaign, unit_code) REFERENCES core.unit
);
CREATE UNIQUE INDEX flag_open ON core.flag (campaign, unit_code) WHERE closed_at IS NULL;
"""


def upgrade() -> None:
    op.execute(TABLES)
