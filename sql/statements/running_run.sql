-- running_run: the run of a campaign that began last and has not ended, if any.
SELECT
    r.run_id,
    r.started_at
FROM raw.collection_run AS r
WHERE r.campaign = :campaign AND r.outcome = 'running'
ORDER BY r.started_at DESC
LIMIT 1
