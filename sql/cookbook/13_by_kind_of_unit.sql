-- by_kind_of_unit
-- Answers: do districts, sectors and affiliated units keep the deadline alike? (Cấp huyện, ngành, trực thuộc?)
-- Grain:   one row per kind of unit.
-- Reads:   report.unit_standing_at.
-- Assumes: exempt units owe nothing and leave the denominators, as in report.campaign_summary.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    s.unit_kind,
    count(*) AS expected,
    count(*) FILTER (WHERE s.standing = 'on_time') AS on_time,
    count(*) FILTER (WHERE s.standing = 'late') AS late,
    count(*) FILTER (WHERE s.standing NOT IN ('on_time', 'late')) AS others,
    round(100.0 * count(*) FILTER (WHERE s.standing IN ('on_time', 'late')) / count(*), 1) AS reporting_pct,
    round(100.0 * count(*) FILTER (WHERE s.standing = 'on_time') / count(*), 1) AS on_time_pct
FROM asked AS a
INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
WHERE s.standing != 'exempt'
GROUP BY s.unit_kind
ORDER BY s.unit_kind
