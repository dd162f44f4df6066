-- known_before_the_deadline
-- Answers: what did we know on 28/8 at 17:00? (Lúc 17 giờ ngày 28/8 ta biết gì?)
-- Grain:   one row per standing.
-- Reads:   report.unit_standing_at, report.submission_at.
-- Assumes: looks up to that instant only; a workbook declared later for an earlier hour counts from its hour on.
WITH figures AS (
    SELECT
        v.campaign,
        v.unit_code,
        count(*) AS branches,
        sum(v.installed) AS installed
    FROM report.submission_at('2020-08-28T17:00+07:00') AS v
    GROUP BY v.campaign, v.unit_code
)

SELECT
    s.standing,
    s.standing_vi,
    count(*) AS units,
    coalesce(sum(f.branches), 0) AS branches,
    coalesce(sum(f.installed), 0) AS installed
FROM report.unit_standing_at('2020-08-28T17:00+07:00') AS s
LEFT JOIN figures AS f ON s.campaign = f.campaign AND s.unit_code = f.unit_code
GROUP BY s.standing, s.standing_vi
ORDER BY units DESC, s.standing ASC
