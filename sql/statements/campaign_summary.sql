-- campaign_summary: how a campaign stood at an instant.
SELECT s.*
FROM report.campaign_summary_at(:as_of) AS s
WHERE s.campaign = :campaign
