-- supersede_returns: what some of a unit's returns were worth until an answer, or its end, said otherwise.
UPDATE core.unit_return AS r
SET superseded_at = :known_at
WHERE
    r.campaign = :campaign AND r.observation_id = any(:observation_ids)
    AND r.superseded_at IS NULL AND r.event_id != :event_id
