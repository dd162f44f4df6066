-- decisions: a campaign's decisions in order; of one unit, or of all when unit_code is NULL.
SELECT d.*
FROM report.decision AS d
WHERE d.campaign = :campaign AND (cast(:unit_code AS text) IS NULL OR d.unit_code = :unit_code)
ORDER BY d.effective_at, d.recorded_at, d.kind
