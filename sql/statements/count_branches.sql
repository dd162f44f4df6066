-- count_branches: how many branches of a unit have figures now, stale ones included.
SELECT count(*) AS branches
FROM core.submission AS v
INNER JOIN core.unit AS u ON v.unit_id = u.unit_id
WHERE u.campaign = :campaign AND u.unit_code = :unit_code AND v.closed_by_observation_id IS NULL
