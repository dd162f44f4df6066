-- The two roles of the design: bluezone_pipeline writes raw and core, bluezone_analyst reads report alone.
-- Both are group roles without login: grant them to the accounts of people and services.
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'bluezone_pipeline') THEN
        CREATE ROLE bluezone_pipeline NOLOGIN;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'bluezone_analyst') THEN
        CREATE ROLE bluezone_analyst NOLOGIN;
    END IF;
EXCEPTION
    -- roles are the server's: another database of it was migrated at this moment, and has made both
    WHEN duplicate_object OR unique_violation THEN NULL;
END
$$;

-- raw is append-only: what was seen is never changed, only a run's own row is completed.
GRANT USAGE ON SCHEMA raw, core, report TO bluezone_pipeline;
GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA raw TO bluezone_pipeline;
GRANT UPDATE ON raw.collection_run TO bluezone_pipeline;

-- core is derived: a unit's part may be folded again from raw. Decisions are recorded, revoked, never deleted.
GRANT SELECT, INSERT, UPDATE ON ALL TABLES IN SCHEMA core TO bluezone_pipeline;
GRANT DELETE ON core.unit_return, core.submission, core.finding, core.reserved_call TO bluezone_pipeline;
REVOKE INSERT, UPDATE ON core.alembic_version FROM bluezone_pipeline;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA core FROM public;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA core TO bluezone_pipeline;
GRANT SELECT ON ALL TABLES IN SCHEMA report TO bluezone_pipeline;

REVOKE ALL ON SCHEMA raw, core FROM bluezone_analyst;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA report FROM public;
GRANT USAGE ON SCHEMA report TO bluezone_analyst;
GRANT SELECT ON ALL TABLES IN SCHEMA report TO bluezone_analyst;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA report TO bluezone_analyst, bluezone_pipeline;

-- What is added to report later is for analysts too; what is added to raw and core is not.
ALTER DEFAULT PRIVILEGES IN SCHEMA report GRANT SELECT ON TABLES TO bluezone_analyst, bluezone_pipeline;

-- An analyst's own function in a WHERE must not see rows before the view has chosen them.
DO $$
DECLARE
    name text;
BEGIN
    FOR name IN SELECT v.table_name FROM information_schema.views AS v WHERE v.table_schema = 'report' LOOP
        EXECUTE format('ALTER VIEW report.%I SET (security_barrier = true)', name);
    END LOOP;
END
$$;
