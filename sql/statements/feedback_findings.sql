-- feedback_findings: a unit's open findings with the value as typed, for the unit's own sheet and nowhere else.
SELECT
    f.severity,
    f.cell,
    f.heading,
    f.raw_value,
    f.message_vi
FROM core.finding AS f
WHERE f.campaign = :campaign AND f.unit_code = :unit_code AND f.closed_at IS NULL
ORDER BY f.severity, length(f.cell), f.cell, f.rule
