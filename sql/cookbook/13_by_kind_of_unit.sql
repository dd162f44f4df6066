-- by_kind_of_unit
-- Answers: do districts, sectors and affiliated units keep the deadline alike? (Cấp huyện, ngành, trực thuộc?)
-- Grain:   one row per kind of unit.
-- Reads:   report.unit_standing_at.
-- Assumes: exempt units owe nothing and leave the denominators, as in report.campaign_summary.
SELECT
    s.unit_kind,
    count(*) FILTER (WHERE s.standing != 'exempt') AS expected,
    count(*) FILTER (WHERE s.standing = 'on_time') AS on_time,
    count(*) FILTER (WHERE s.standing = 'late') AS late,
    round(
        100.0 * count(*) FILTER (WHERE s.standing IN ('on_time', 'late'))
        / nullif(count(*) FILTER (WHERE s.standing != 'exempt'), 0), 1
    ) AS reporting_pct
FROM report.unit_standing_at('2020-09-03T17:00+07:00') AS s
GROUP BY s.unit_kind
ORDER BY s.unit_kind
