-- start_run: a run begins; it stays 'running' when it is killed, until the next run of its campaign finds it. Saying it
-- twice changes nothing.
INSERT INTO raw.collection_run (run_id, campaign, source, started_at, units_asked, covers_roster, is_declared)
VALUES (:run_id, :campaign, :source, :started_at, :units_asked, :covers_roster, :is_declared)
ON CONFLICT (run_id) DO NOTHING
