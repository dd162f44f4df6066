-- fail_run: a run that raised ends here, unless it was closed before it raised.
UPDATE raw.collection_run
SET
    finished_at = :finished_at,
    outcome = 'failed',
    detail = :detail
WHERE run_id = :run_id AND outcome = 'running'
