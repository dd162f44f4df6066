-- current_submissions: the current figures of some units' branches.
SELECT s.*
FROM report.submission AS s
WHERE s.campaign = :campaign AND s.unit_code = any(:unit_codes)
ORDER BY s.unit_code, s.branch_key
