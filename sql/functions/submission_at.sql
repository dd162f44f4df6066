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
        h.campaign,
        h.unit_code,
        h.unit_name,
        h.branch_name,
        h.branch_key,
        h.workforce,
        h.members,
        h.smartphone_users,
        h.reached,
        h.launch_sessions,
        h.installed,
        h.in_industrial_zone,
        h.installed_of_workforce_pct,
        h.installed_of_smartphones_pct,
        h.typed_pct,
        h.publicity,
        h.note,
        h.valid_from,
        NULL::timestamptz AS valid_to,
        h.stale_since,
        h.source_cell,
        h.people,
        h.installed_of_people_pct,
        h.first_seen_at,
        h.first_seen_local,
        h.valid_from_local,
        NULL::timestamp AS valid_to_local,
        h.stale_since_local,
        h.unit_sort,
        h.branch_sort,
        h.in_industrial_zone_assumed
    FROM report.submission_history AS h
    WHERE h.valid_from <= as_of AND (h.valid_to IS NULL OR h.valid_to > as_of);
END;

COMMENT ON FUNCTION report.submission_at(timestamptz) IS
'The accepted figures of each branch as of an instant';
