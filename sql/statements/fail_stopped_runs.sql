-- fail_stopped_runs: asked by the run that has the turn, so that whatever still reads 'running' was killed.
--   Nobody saw when, so finished_at stays NULL.
UPDATE raw.collection_run
SET
    outcome = 'failed',
    detail = :detail
WHERE campaign = :campaign AND outcome = 'running'
