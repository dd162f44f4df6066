-- unit_standings: where each unit of a campaign stood at an instant, in the roster's order.
SELECT s.*
FROM report.unit_standing_at(:as_of) AS s
WHERE s.campaign = :campaign
ORDER BY s.unit_position
