-- known_before_the_deadline
-- Answers: what did we know on 28/8 at 17:00? (Lúc 17 giờ ngày 28/8 ta biết gì?)
-- Grain:   one row per standing.
-- Reads:   report.unit_standing_at, report.submission_at.
-- Assumes: looks up to that instant only; a workbook declared later for an earlier hour counts from its hour on.
WITH asked AS NOT MATERIALIZED (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-08-28T17:00+07:00' AS at
),

figures AS (
    SELECT
        v.unit_code,
        count(*) AS branches,
        sum(v.installed) AS installed
    FROM asked AS a
    INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
    GROUP BY v.unit_code
)

SELECT
    s.standing,
    s.standing_vi,
    count(*) AS units,
    coalesce(sum(f.branches), 0) AS branches,
    coalesce(sum(f.installed), 0) AS installed
FROM asked AS a
INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
LEFT JOIN figures AS f ON s.unit_code = f.unit_code
GROUP BY s.standing, s.standing_vi
ORDER BY units DESC, s.standing ASC
