-- taken_names: objects that bear a name of ours and are not ours; a database that is new has none of ours yet.
SELECT
    format('%I.%I', n.nspname, c.relname) AS name,
    pg_get_userbyid(c.relowner) AS owner
FROM pg_class AS c
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
WHERE
    n.nspname = 'report' AND c.relname = any(:names)
    AND c.relowner <> (SELECT k.relowner FROM pg_class AS k WHERE k.oid = to_regclass('core.alembic_version'))
ORDER BY 1
