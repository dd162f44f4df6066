-- units_with_most_left
-- Answers: in which units would those who could still install count most? (Vận động ở đâu thì tỷ lệ tăng nhiều nhất?)
-- Grain:   one row per unit that has people with a smartphone and without the app, the most first.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: only who has a smartphone can install: branches that do not say how many have one are left out, and the
--          column unknown tells how many these are. points is by how much the rate of all people known would rise.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

remaining AS (
    SELECT
        v.unit_code,
        v.unit_name,
        sum(v.people) AS people,
        sum(v.smartphone_users - v.installed) AS remaining,
        count(*) FILTER (WHERE v.smartphone_users IS NULL) AS unknown
    FROM asked AS a
    INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
    GROUP BY v.unit_code, v.unit_name
)

SELECT
    r.unit_code,
    r.unit_name,
    r.remaining,
    round(100.0 * r.remaining / sum(r.people) OVER (), 2) AS points,
    round(
        100.0 * sum(r.remaining) OVER (ORDER BY r.remaining DESC, r.unit_code ASC) / sum(r.remaining) OVER (), 1
    ) AS share_so_far_pct,
    r.unknown
FROM remaining AS r
WHERE r.remaining > 0
ORDER BY r.remaining DESC, r.unit_code ASC
