-- open_versions: the new figures, and the last good figures of branches whose row went bad.
INSERT INTO core.submission (
    -- each stored quantity
    quantity,
    -- end
    -- each stored mark
    quantity_assumed,
    -- end
    -- each stored text
    quantity_shown,
    -- end
    unit_id, branch_key, observation_id, valid_from, stale_since, first_seen_at,
    branch_name, branch_name_shown, source_cell
)
SELECT
    -- each stored quantity
    s.quantity,
    -- end
    -- each stored mark
    s.quantity_assumed,
    -- end
    -- each stored text
    s.quantity_shown,
    -- end
    s.unit_id,
    s.branch_key,
    r.event_id,
    r.known_at,
    s.stale_since,
    c.first_seen_at,
    s.branch_name,
    s.branch_name_shown,
    s.source_cell
FROM submission_change AS c
INNER JOIN staged_return AS r ON c.unit_id = r.unit_id
INNER JOIN staged_submission AS s ON c.unit_id = s.unit_id AND c.branch_key = s.branch_key
WHERE c.action = 'open'
UNION ALL
SELECT
    -- each stored quantity
    v.quantity,
    -- end
    -- each stored mark
    v.quantity_assumed,
    -- end
    -- each stored text
    v.quantity_shown,
    -- end
    v.unit_id,
    v.branch_key,
    r.event_id,
    r.known_at AS valid_from,
    r.known_at AS stale_since,
    c.first_seen_at,
    v.branch_name,
    v.branch_name_shown,
    v.source_cell
FROM submission_change AS c
INNER JOIN staged_return AS r ON c.unit_id = r.unit_id
INNER JOIN core.submission AS v
    ON
        c.unit_id = v.unit_id AND c.branch_key = v.branch_key
        AND r.event_id = v.closed_by_observation_id
WHERE c.action = 'stale'
