-- owns_snapshots: whether whoever connects owns the tables that are pruned.
SELECT bool_and(pg_has_role(current_user, c.relowner, 'USAGE')) AS is_owner
FROM pg_class AS c
WHERE
    c.oid IN (
        'raw.snapshot'::regclass, 'raw.observation'::regclass, 'raw.collection_run'::regclass, 'core.finding'::regclass,
        'core.answer'::regclass, 'core.submission'::regclass, 'core.reminder'::regclass, 'core.paper'::regclass
    )
