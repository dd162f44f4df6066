-- lock_pace: callers of one pace reserve their instants one after another, whichever machine they run on.
SELECT pg_advisory_xact_lock(hashtextextended('bluezone.pace.' || :pace, 0))
