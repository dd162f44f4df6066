-- run_is_known: whether this is the database that a run is recorded in.
SELECT exists(SELECT 1 FROM raw.collection_run AS r WHERE r.run_id = :run_id) AS is_known
