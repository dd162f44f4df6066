-- start_run: a run begins; it stays 'running' when it is killed. Saying it twice changes nothing.
INSERT INTO raw.collection_run (run_id, campaign, source, started_at, units_asked)
VALUES (:run_id, :campaign, :source, :started_at, :units_asked)
ON CONFLICT (run_id) DO NOTHING
