-- what_the_runs_saw
-- Answers: what did each run see, and did it see everything? (Mỗi lần chạy thấy gì, có thiếu gì không?)
-- Grain:   one row per run, in order.
-- Reads:   report.collection_run; its started_at is our clock, also when the looks were declared for another hour.
-- Assumes: a run without finished_at is running, or was killed; the next one makes good.
WITH asked AS (
    SELECT 'bluezone-2020' AS campaign
)

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
FROM asked AS a
INNER JOIN report.collection_run AS r ON a.campaign = r.campaign
ORDER BY r.started_at
