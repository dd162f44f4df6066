-- what_the_runs_saw
-- Answers: what did each run see, and did it see everything? (Mỗi lần chạy thấy gì, có thiếu gì không?)
-- Grain:   one row per run, in order.
-- Reads:   report.collection_run.
-- Assumes: a run without finished_at is running, or was killed; the next one makes good.
SELECT
    row_number() OVER (ORDER BY r.started_at) AS run,
    r.units_asked,
    r.units_read,
    r.units_unchanged,
    r.units_absent,
    r.units_unreadable,
    r.rows_accepted,
    r.rows_refused,
    r.outcome
FROM report.collection_run AS r
WHERE r.campaign = 'bluezone-2020'
ORDER BY r.started_at
