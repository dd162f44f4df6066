-- feedback_findings: a unit's open findings with the value as typed, for the unit's own sheet and nowhere else.
SELECT
    f.severity,
    f.cell,
    f.heading,
    f.raw_value,
    f.message_vi,
    f.rule
FROM core.finding AS f
WHERE f.campaign = :campaign AND f.unit_code = :unit_code AND f.closed_at IS NULL
UNION ALL
SELECT
    f.severity,
    f.cell,
    f.heading,
    NULL AS raw_value,
    f.message_vi,
    f.rule
FROM report.finding AS f
WHERE f.campaign = :campaign AND f.unit_code = :unit_code AND f.rule = 'copy_of_another_unit'
ORDER BY severity, cell NULLS FIRST, rule
