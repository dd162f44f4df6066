-- stage: where a load's rows arrive by COPY, and what they change. Made once in a session, since to make tables takes
--   longer than to load a unit's return, and empty when a transaction begins; one that loads more than once empties
--   them for each load.
-- Edge:    `staged_submission` is made for each transaction: it has the quantities of the campaign that is loaded.
CREATE TEMP TABLE IF NOT EXISTS staged_return (
    observation_id bigint PRIMARY KEY,
    unit_code text NOT NULL UNIQUE,
    unit_id integer NOT NULL UNIQUE,
    observed_at timestamptz NOT NULL,
    event_id bigint NOT NULL,
    known_at timestamptz NOT NULL,
    content_sha256 text NOT NULL,
    rows_in_sheet integer NOT NULL,
    rows_accepted integer NOT NULL,
    rows_refused integer NOT NULL,
    rows_waiting integer NOT NULL,
    rows_not_data integer NOT NULL,
    errors integer NOT NULL,
    questions integer NOT NULL,
    warnings integer NOT NULL,
    is_submitted boolean NOT NULL,
    is_valid boolean NOT NULL,
    is_waiting boolean NOT NULL,
    keeps_vanished boolean NOT NULL,
    is_first boolean NOT NULL,
    figures_key text,
    row_sums text NOT NULL
) ON COMMIT DELETE ROWS;

CREATE TEMP TABLE IF NOT EXISTS staged_submission ON COMMIT DROP AS
SELECT
    v.unit_id,
    v.branch_key,
    v.branch_name,
    v.branch_name_shown,
    v.source_cell,
    -- each stored quantity
    v.quantity,
    -- end
    -- each stored mark
    v.quantity_assumed,
    -- end
    -- each stored text
    v.quantity_shown,
    -- end
    v.stale_since,
    v.first_seen_at
FROM core.submission AS v
WITH NO DATA;

CREATE TEMP TABLE IF NOT EXISTS staged_bad_branch (
    unit_id integer NOT NULL,
    branch_key text NOT NULL
) ON COMMIT DELETE ROWS;

CREATE TEMP TABLE IF NOT EXISTS staged_finding (
    unit_code text NOT NULL,
    finding_key text NOT NULL,
    severity text NOT NULL,
    rule text NOT NULL,
    cell text,
    heading text,
    raw_value text,
    message_vi text NOT NULL,
    asks_about text
) ON COMMIT DELETE ROWS;

CREATE TEMP TABLE IF NOT EXISTS submission_change (
    unit_id integer NOT NULL,
    branch_key text NOT NULL,
    ended tid,
    action text NOT NULL,
    first_seen_at timestamptz
) ON COMMIT DELETE ROWS;

DO $$
BEGIN
    IF EXISTS (SELECT FROM staged_return) THEN
        TRUNCATE staged_return, staged_submission, staged_bad_branch, staged_finding, submission_change;
    END IF;
END
$$;
