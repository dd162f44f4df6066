-- own_relations: the tables and views that a migration may change. What others keep in the same schemas is theirs.
SELECT format('%I.%I', n.nspname, c.relname)
FROM pg_class AS c
INNER JOIN pg_namespace AS n ON c.relnamespace = n.oid
WHERE
    n.nspname IN ('raw', 'core', 'report') AND c.relkind IN ('r', 'v')
    AND c.relowner = (SELECT k.relowner FROM pg_class AS k WHERE k.oid = to_regclass('core.alembic_version'))
ORDER BY 1
