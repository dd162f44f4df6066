-- seen_units: every unit that a campaign ever looked at, those that left the roster too.
SELECT DISTINCT o.unit_code
FROM raw.observation AS o
WHERE o.campaign = :campaign
ORDER BY o.unit_code
