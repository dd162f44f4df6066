-- serving_run: the last run since an instant that looked at every unit as it was then, from one source, to its end.
--   A run that raised or was killed counted nothing, and serves nobody.
SELECT
    r.started_at,
    r.outcome,
    r.detail
FROM raw.collection_run AS r
WHERE
    r.campaign = :campaign
    AND r.source = :source
    AND r.covers_roster
    AND NOT r.is_declared
    AND r.started_at >= :since
    AND r.units_unreadable IS NOT null
ORDER BY r.started_at DESC
LIMIT 1
