-- editions: a campaign's editions of the roster, the first one first.
SELECT e.*
FROM report.edition AS e
WHERE e.campaign = :campaign
ORDER BY e.edition
