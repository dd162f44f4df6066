-- progress_by_day
-- Answers: how did the province come on, day by day? (Toàn tỉnh tiến triển từng ngày?)
-- Grain:   one row per day.
-- Reads:   report.progress_daily.
-- Assumes: what was known at 24:00 of each day, Viet Nam time; days without a look repeat the day before.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        date '2020-09-03' AS last_day
)

SELECT
    p.day,
    count(*) FILTER (WHERE p.branches > 0) AS units,
    sum(p.branches) AS branches,
    sum(p.reached) AS reached,
    sum(p.installed) AS installed,
    sum(p.installed) - lag(sum(p.installed), 1, 0) OVER (ORDER BY p.day) AS gained
FROM asked AS a
INNER JOIN report.progress_daily AS p ON a.campaign = p.campaign AND a.last_day >= p.day
GROUP BY p.day
ORDER BY p.day
