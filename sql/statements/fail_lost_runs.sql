-- fail_lost_runs: asked by who has the turn of a campaign, so that whatever still reads 'running' was killed, or lost
--   its turn with a restarted server. A run that lives keeps looks: one that kept none for two minutes was killed.
--   Nobody saw when, so finished_at stays NULL.
UPDATE raw.collection_run AS r
SET
    outcome = 'failed',
    detail = :detail
WHERE
    r.campaign = :campaign AND r.outcome = 'running'
    AND r.started_at < now() - interval '2 minutes'
    AND NOT EXISTS (
        SELECT 1 FROM raw.observation AS o
        WHERE o.run_id = r.run_id AND o.recorded_at > now() - interval '2 minutes'
    )
