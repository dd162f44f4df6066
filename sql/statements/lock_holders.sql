-- lock_holders: the other sessions that have a transaction open on what is ours, the longest first.
--   Since when, the server tells only whoever may read all statistics.
SELECT DISTINCT
    a.pid,
    a.usename AS account,
    a.application_name AS program,
    a.xact_start AS began_at
FROM pg_locks AS l
INNER JOIN pg_stat_activity AS a ON l.pid = a.pid
INNER JOIN pg_class AS c ON l.relation = c.oid
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
WHERE
    l.granted AND l.pid <> pg_backend_pid()
    AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database())
    AND n.nspname IN ('raw', 'core', 'report')
ORDER BY a.xact_start, a.pid
