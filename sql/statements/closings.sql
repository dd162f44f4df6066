-- closings: a campaign's closings in the order in which they were recorded.
SELECT c.*
FROM report.closing AS c
WHERE c.campaign = :campaign
ORDER BY c.closing_id
