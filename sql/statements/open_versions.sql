-- open_versions: the new figures, and the last good figures of branches whose row went bad.
INSERT INTO core.submission (
    unit_id, branch_key, observation_id, valid_from, stale_since, first_seen_at, branch_name, workforce, members,
    smartphone_users, reached, launch_sessions, installed, in_industrial_zone, in_industrial_zone_assumed,
    typed_pct, publicity, note, source_cell,
    branch_name_shown, publicity_shown, note_shown
)
SELECT
    s.unit_id,
    s.branch_key,
    r.event_id,
    r.known_at,
    s.stale_since,
    c.first_seen_at,
    s.branch_name,
    s.workforce,
    s.members,
    s.smartphone_users,
    s.reached,
    s.launch_sessions,
    s.installed,
    s.in_industrial_zone,
    s.in_industrial_zone_assumed,
    s.typed_pct,
    s.publicity,
    s.note,
    s.source_cell,
    s.branch_name_shown,
    s.publicity_shown,
    s.note_shown
FROM submission_change AS c
INNER JOIN staged_return AS r ON c.unit_id = r.unit_id
INNER JOIN staged_submission AS s ON c.unit_id = s.unit_id AND c.branch_key = s.branch_key
WHERE c.action = 'open'
UNION ALL
SELECT
    v.unit_id,
    v.branch_key,
    r.event_id,
    r.known_at AS valid_from,
    r.known_at AS stale_since,
    c.first_seen_at,
    v.branch_name,
    v.workforce,
    v.members,
    v.smartphone_users,
    v.reached,
    v.launch_sessions,
    v.installed,
    v.in_industrial_zone,
    v.in_industrial_zone_assumed,
    v.typed_pct,
    v.publicity,
    v.note,
    v.source_cell,
    v.branch_name_shown,
    v.publicity_shown,
    v.note_shown
FROM submission_change AS c
INNER JOIN staged_return AS r ON c.unit_id = r.unit_id
INNER JOIN core.submission AS v
    ON
        c.unit_id = v.unit_id AND c.branch_key = v.branch_key
        AND r.event_id = v.closed_by_observation_id
WHERE c.action = 'stale'
