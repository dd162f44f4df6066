-- report.submission_at
-- Answers: which figures did each branch have, as if asked at that instant?
-- Grain:   one row per branch with accepted figures at as_of.
-- Reads:   report.submission_history. It runs as whoever asks, who may read that view, so that a question about one
--          unit reads only that unit.
-- Edge:    valid_to is NULL: when these figures ended nobody knew yet.
CREATE OR REPLACE FUNCTION report.submission_at(as_of timestamptz)
RETURNS SETOF report.submission_history
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        -- columns of submission_history
        h.campaign,
        h.unit_code,
        h.unit_name,
        h.branch_name,
        h.branch_key,
        -- each shown quantity
        h.quantity,
        -- end
        -- each shown mark
        h.quantity_assumed,
        -- end
        -- each shown rate
        h.rate,
        -- end
        -- each shown renamed rate
        h.also_named,
        -- end
        h.valid_from,
        NULL::timestamptz AS valid_to,
        h.stale_since,
        h.source_cell,
        h.people,
        h.first_seen_at,
        h.first_seen_local,
        h.valid_from_local,
        NULL::timestamp AS valid_to_local,
        h.stale_since_local,
        h.unit_sort,
        h.branch_sort
        -- end
    FROM report.submission_history AS h
    WHERE h.valid_from <= as_of AND (h.valid_to IS NULL OR h.valid_to > as_of);
END;

COMMENT ON FUNCTION report.submission_at(timestamptz) IS
'The accepted figures of each branch as of an instant';
