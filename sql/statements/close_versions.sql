-- close_versions: the versions that the staged returns end. They are closed, never deleted.
UPDATE core.submission AS v
SET valid_to = r.observed_at
FROM submission_change AS c
INNER JOIN staged_return AS r ON c.unit_code = r.unit_code
WHERE
    v.campaign = :campaign AND v.unit_code = c.unit_code AND v.branch_key = c.branch_key
    AND v.observation_id = c.open_observation_id
