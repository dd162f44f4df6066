-- report.submission_at
-- Answers: which figures did each branch have, as if asked at that instant?
-- Grain:   one row per branch with accepted figures at as_of, of a unit that owed then.
-- Reads:   core.counted_submission, core.roster_at(as_of) for what the unit was called. It runs as whoever asks, who
--          may read of the first what is shown (see roles.sql), so that a question about one unit reads only that unit.
-- Edge:    valid_to is NULL: when these figures ended nobody knew yet.
CREATE OR REPLACE FUNCTION report.submission_at(as_of timestamptz)
RETURNS SETOF report.submission_history
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        -- columns of submission_history
        v.campaign,
        v.unit_code,
        r.unit_name,
        v.shown_branch_name AS branch_name,
        v.shown_branch_key AS branch_key,
        -- each shown figure
        v.quantity,
        -- end
        -- each shown mark
        v.quantity_assumed,
        -- end
        -- each shown text
        v.shown_quantity AS quantity,
        -- end
        -- each shown rate
        v.rate,
        -- end
        -- each shown renamed rate
        v.rate AS also_named,
        -- end
        v.valid_from,
        NULL::timestamptz AS valid_to,
        v.stale_since,
        v.source_cell,
        v.people,
        v.first_seen_at,
        v.first_seen_at AT TIME ZONE v.time_zone AS first_seen_local,
        v.valid_from AT TIME ZONE v.time_zone AS valid_from_local,
        NULL::timestamp AS valid_to_local,
        v.stale_since AT TIME ZONE v.time_zone AS stale_since_local,
        r.unit_sort,
        report.vietnamese_sort(v.shown_branch_name) COLLATE "C" AS branch_sort
        -- end
    FROM core.counted_submission AS v
    INNER JOIN core.roster_at(as_of) AS r ON v.unit_id = r.unit_id
    WHERE v.valid_from <= as_of AND (v.valid_to IS NULL OR v.valid_to > as_of);
END;

COMMENT ON FUNCTION report.submission_at(timestamptz) IS
'The accepted figures of each branch as of an instant, of units that owed then';
