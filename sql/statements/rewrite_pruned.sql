-- rewrite_pruned: write the pruned tables anew, so that no old version of a row is left in their files. A plain VACUUM
-- frees the room and leaves the bytes in it until something else is written there.
VACUUM (FULL, ANALYZE)
raw.snapshot, raw.observation, raw.collection_run, core.finding, core.answer, core.submission, core.reminder, core.link
