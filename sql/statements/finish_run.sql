-- finish_run: a run ends; what it read is summed from what it recorded.
UPDATE raw.collection_run AS r
SET
    finished_at = :finished_at,
    units_read = seen.units_read,
    units_unchanged = seen.units_unchanged,
    units_absent = seen.units_absent,
    units_unreadable = r.units_asked - seen.units_read - seen.units_unchanged - seen.units_absent,
    rows_accepted = seen.rows_accepted,
    rows_refused = seen.rows_refused,
    outcome = :outcome,
    detail = :detail
FROM (
    SELECT
        count(*) FILTER (WHERE o.outcome = 'read')::integer AS units_read,
        count(*) FILTER (WHERE o.outcome = 'unchanged')::integer AS units_unchanged,
        count(*) FILTER (WHERE o.outcome = 'absent')::integer AS units_absent,
        coalesce(sum(u.rows_accepted), 0)::integer AS rows_accepted,
        coalesce(sum(u.rows_refused), 0)::integer AS rows_refused
    FROM raw.observation AS o
    LEFT JOIN core.unit_return AS u ON o.observation_id = u.observation_id
    WHERE o.run_id = :run_id
) AS seen
WHERE r.run_id = :run_id
