-- report.submission_at
-- Answers: which figures did each branch have, as if asked at that instant?
-- Grain:   one row per branch with accepted figures at as_of.
-- Reads:   report.submission_history, where the figures and rates are defined once. It runs as whoever asks, who
--          may read that view, so that a question about one unit reads only that unit.
CREATE OR REPLACE FUNCTION report.submission_at(as_of timestamptz)
RETURNS SETOF report.submission_history
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT h.*
    FROM report.submission_history AS h
    WHERE h.valid_from <= as_of AND (h.valid_to IS NULL OR h.valid_to > as_of);
END;

COMMENT ON FUNCTION report.submission_at(timestamptz) IS
'The accepted figures of each branch as of an instant';
