-- finish_run: a run ends, once; what it saw, unit by unit, is summed up beside it. Saying it again changes nothing: a
--   COMMIT may have been in doubt.
UPDATE raw.collection_run
SET
    finished_at = :finished_at,
    units_read = :units_read,
    units_unchanged = :units_unchanged,
    units_absent = :units_absent,
    units_unreadable = :units_unreadable,
    rows_accepted = :rows_accepted,
    rows_refused = :rows_refused,
    outcome = :outcome,
    detail = :detail
WHERE run_id = :run_id AND finished_at IS NULL
