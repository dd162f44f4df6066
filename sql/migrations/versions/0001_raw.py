"""raw: what was received, append-only: runs, snapshots by hash, and every look at a sheet."""

from alembic import op

revision = "0001"
down_revision = None

TABLES = """
CREATE SCHEMA raw;

CREATE TABLE raw.collection_run (
    run_id uuid PRIMARY KEY,
    campaign text NOT NULL,
    source text NOT NULL,
    started_at timestamptz NOT NULL,
    finished_at timestamptz,
    units_asked integer NOT NULL,
    units_read integer,
    units_unchanged integer,
    units_absent integer,
    units_unreadable integer,
    rows_accepted integer,
    rows_refused integer,
    outcome text NOT NULL DEFAULT 'running'
        CHECK (outcome IN ('running', 'completed', 'completed_with_findings', 'failed')),
    detail text
);

CREATE TABLE raw.snapshot (
    content_sha256 text PRIMARY KEY CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
    first_kept_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    longest_tab integer NOT NULL,
    cells bytea NOT NULL
);
COMMENT ON COLUMN raw.snapshot.cells IS
    'gzip of the canonical JSON of schemas.sheet; its SHA-256 is the key';

CREATE TABLE raw.observation (
    observation_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    run_id uuid NOT NULL REFERENCES raw.collection_run,
    campaign text NOT NULL,
    unit_code text NOT NULL,
    observed_at timestamptz NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    outcome text NOT NULL CHECK (outcome IN (
        'read', 'unchanged', 'absent', 'missing', 'forbidden',
        'unreachable', 'quota', 'unreadable', 'ambiguous')),
    is_successful boolean NOT NULL GENERATED ALWAYS AS (outcome IN ('read', 'unchanged', 'absent')) STORED,
    origin text NOT NULL,
    content_sha256 text REFERENCES raw.snapshot,
    modified_at timestamptz,
    version text,
    was_read boolean NOT NULL,
    declared_by text,
    detail text,
    CHECK ((content_sha256 IS NOT NULL) = (outcome IN ('read', 'unchanged')))
);
COMMENT ON COLUMN raw.observation.was_read IS
    'Whether the cells were fetched in this look; false when an unchanged version spared the read';
CREATE INDEX observation_in_order
    ON raw.observation (campaign, unit_code, is_successful, observed_at, observation_id);
CREATE INDEX observation_of_content
    ON raw.observation (campaign, unit_code, observed_at, observation_id) WHERE content_sha256 IS NOT NULL;
"""


def upgrade() -> None:
    op.execute(TABLES)
