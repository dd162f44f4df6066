-- report.receipt_at
-- Answers: what of a unit's return was seen, and what became of its rows, as of an instant?
-- Grain:   one row per unit of the roster of then that had sent something that was read.
-- Reads:   core.last_return_at, core.look for when that content was seen last, core.unit_at for the unit's name then.
-- Edge:    a content that comes back is seen first when it came back. Sums are of what could be read, by what became of
--          the rows, and NULL where no such row says the quantity; all of them are NULL of a return that an earlier
--          release loaded, until it is rebuilt. Rows that are no data are totals, and rows that repeat another.
CREATE OR REPLACE FUNCTION report.receipt_at(as_of timestamptz)
RETURNS TABLE (
    campaign text,
    unit_code text,
    unit_name text,
    unit_position integer,
    first_seen_at timestamptz,
    last_seen_at timestamptz,
    modified_at timestamptz,
    is_declared_evidence boolean,
    content_sha256 text,
    rows_in_sheet integer,
    rows_accepted integer,
    rows_refused integer,
    rows_waiting integer,
    rows_not_data integer,
    errors integer,
    questions integer,
    warnings integer,
    -- each shown amount
    quantity bigint,
    quantity_refused bigint,
    quantity_waiting bigint,
    quantity_not_data bigint,
    -- end
    first_seen_local timestamp,
    last_seen_local timestamp,
    modified_local timestamp
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        u.campaign,
        u.unit_code,
        u.unit_name,
        u.unit_position,
        r.observed_at AS first_seen_at,
        seen.last_at AS last_seen_at,
        first.modified_at,
        first.is_declared AS is_declared_evidence,
        r.content_sha256,
        r.rows_in_sheet,
        r.rows_accepted,
        r.rows_refused,
        r.rows_waiting,
        r.rows_not_data,
        r.errors,
        r.questions,
        r.warnings,
        -- each shown amount
        (r.row_sums -> 'accepted' ->> 'quantity')::bigint AS quantity,
        (r.row_sums -> 'refused' ->> 'quantity')::bigint AS quantity_refused,
        (r.row_sums -> 'waiting' ->> 'quantity')::bigint AS quantity_waiting,
        (r.row_sums -> 'not_data' ->> 'quantity')::bigint AS quantity_not_data,
        -- end
        r.observed_at AT TIME ZONE c.time_zone AS first_seen_local,
        seen.last_at AT TIME ZONE c.time_zone AS last_seen_local,
        first.modified_at AT TIME ZONE c.time_zone AS modified_local
    FROM core.unit_at(as_of) AS u
    INNER JOIN core.campaign AS c ON u.campaign = c.campaign
    INNER JOIN LATERAL core.last_return_at(u.campaign, u.unit_code, as_of) AS r ON TRUE
    INNER JOIN core.look AS first ON r.observation_id = first.observation_id
    INNER JOIN LATERAL (
        SELECT max(l.observed_at) AS last_at
        FROM core.look AS l
        WHERE
            l.campaign = u.campaign AND l.unit_code = u.unit_code AND l.content_sha256 = r.content_sha256
            AND l.observed_at BETWEEN r.observed_at AND as_of
    ) AS seen ON TRUE;
END;

COMMENT ON FUNCTION report.receipt_at(timestamptz) IS
'What of each unit''s return was seen, and what became of its rows, as of an instant';
