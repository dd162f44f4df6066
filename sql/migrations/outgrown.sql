-- What a migration replaced and the functions and views of the release before still asked: by now none of them does.
-- Without CASCADE: if somebody built on it, the migration is taken back whole and says what that is.
DO $$
DECLARE
    -- together, since some ask others
    outgrown text := (
        SELECT string_agg(p.oid::regprocedure::text, ', ') FROM pg_proc AS p
        WHERE
            p.pronamespace IN ('raw'::regnamespace, 'core'::regnamespace, 'report'::regnamespace)
            AND (
                p.proname IN ('before_kinds', 'before_people', 'before_questions', 'before_totals', 'link_of')
                OR p.proname LIKE 'before\_quantities\_%'
            )
    );
BEGIN
    IF outgrown IS NOT NULL THEN
        EXECUTE 'DROP FUNCTION ' || outgrown;
    END IF;
END
$$;

DROP TABLE IF EXISTS core.submission_by_code, core.extension, core.exemption, core.ruling;

DROP VIEW IF EXISTS core.before_quantities;
