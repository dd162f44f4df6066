-- decisions: a campaign's decisions in the order they took effect.
SELECT d.*
FROM report.decision AS d
WHERE d.campaign = :campaign
ORDER BY d.effective_at, d.recorded_at, d.kind
