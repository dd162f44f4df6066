-- open_findings_of: what the units must correct now; all units when unit_codes is NULL.
SELECT f.*
FROM report.finding AS f
WHERE
    f.campaign = :campaign
    AND (cast(:unit_codes AS text[]) IS NULL OR f.unit_code = any(cast(:unit_codes AS text[])))
ORDER BY f.unit_position, f.severity, length(f.cell), f.cell, f.rule
