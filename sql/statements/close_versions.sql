-- close_versions: the versions that the staged returns end. They are closed, never deleted.
UPDATE core.submission AS v
SET valid_to = r.known_at, closed_by_observation_id = r.event_id
FROM submission_change AS c
INNER JOIN staged_return AS r ON c.unit_id = r.unit_id
WHERE v.ctid = c.ended
