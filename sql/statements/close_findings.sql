-- close_findings: what the staged returns no longer show.
UPDATE core.finding AS f
SET closed_at = r.known_at, closed_by_observation_id = r.event_id
FROM staged_return AS r
WHERE
    f.campaign = :campaign AND f.unit_code = r.unit_code AND f.closed_at IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM staged_finding AS s
        WHERE s.unit_code = f.unit_code AND s.finding_key = f.finding_key
    )
