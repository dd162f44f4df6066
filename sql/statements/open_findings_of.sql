-- open_findings_of: what the units that owe must correct now, as they are told; all of them when unit_codes is NULL.
SELECT
    f.campaign,
    f.unit_code,
    f.unit_name,
    f.unit_position,
    f.severity,
    f.rule,
    f.cell,
    f.heading,
    f.message_vi,
    f.first_seen_at
FROM core.open_finding AS f
INNER JOIN core.roster_at(now()) AS u ON f.campaign = u.campaign AND f.unit_code = u.unit_code
WHERE
    f.campaign = :campaign
    AND (cast(:unit_codes AS text[]) IS NULL OR f.unit_code = any(cast(:unit_codes AS text[])))
ORDER BY f.unit_position, f.severity, length(f.cell), f.cell, f.rule
