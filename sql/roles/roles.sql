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

-- Since PostgreSQL 16 whoever creates a role may grant it and yet not take it, as every command does.
DO $$
DECLARE
    taking text := CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END;
BEGIN
    IF NOT pg_has_role(session_user, 'bluezone_pipeline', taking) THEN
        GRANT bluezone_pipeline TO CURRENT_USER;
    END IF;
EXCEPTION
    -- somebody else made the role: `migrate` ends by taking it, and says who must grant it
    WHEN insufficient_privilege THEN NULL;
END
$$;

-- What an earlier release granted goes first, columns included: a table that is not named below is only read.
GRANT USAGE ON SCHEMA raw, core, report TO bluezone_pipeline;
REVOKE ALL ON ALL TABLES IN SCHEMA raw, core FROM bluezone_pipeline;
GRANT SELECT ON ALL TABLES IN SCHEMA raw, core TO bluezone_pipeline;

-- raw is append-only: what was seen is never changed, only a run's own row is completed. The server says when a row
-- was recorded and what number it has; nobody else can.
GRANT
INSERT (run_id, campaign, source, started_at, units_asked, covers_roster, is_declared),
UPDATE (
    finished_at, units_read, units_unchanged, units_absent, units_unreadable,
    rows_accepted, rows_refused, outcome, detail
)
ON raw.collection_run TO bluezone_pipeline;
GRANT INSERT (content_sha256, longest_tab, cells) ON raw.snapshot TO bluezone_pipeline;
GRANT INSERT (
    run_id, campaign, unit_code, observed_at, outcome, origin,
    content_sha256, modified_at, version, was_read, declared_by, detail
) ON raw.observation TO bluezone_pipeline;

-- Decisions are recorded and revoked, flags raised and closed, reminders tried until they are sent: nothing else of
-- them is changed, and none is deleted.
GRANT
INSERT (campaign, unit_code, effective_at, reason, decided_by, letter_number),
UPDATE (revoked_at, revoked_by, revoked_reason)
ON core.decision, core.answer TO bluezone_pipeline;
GRANT INSERT (kind, cutoff_at, standing) ON core.decision TO bluezone_pipeline;
GRANT INSERT (rule, cell, content_sha256, words, answer) ON core.answer TO bluezone_pipeline;
-- answers are numbered with the looks
GRANT USAGE ON SEQUENCE raw.observation_observation_id_seq TO bluezone_pipeline;
GRANT
INSERT (campaign, unit_code, flagged_at, run_id, standing, cutoff_at),
UPDATE (closed_at, closed_by_run_id)
ON core.flag TO bluezone_pipeline;
GRANT
INSERT (
    campaign, unit_code, kind, cutoff_at, flagged_at, due_at, state, recipient, message_id, tried_at, run_id
),
UPDATE (state, recipient, tried_at, run_id, attempts, reply, sent_at)
ON core.reminder TO bluezone_pipeline;

-- The campaign and its roster follow their files; what is derived may be folded again from raw; calls are forgotten.
-- Triggers record who changed a campaign or its roster, and link what was recorded to what was before (core.link).
GRANT
INSERT,
UPDATE (
    title, letter_issuer, letter_subject, letter_issued_on, letter_number,
    starts_on, ends_on, report_before, policy, time_zone, holidays, closes_on
)
ON core.campaign TO bluezone_pipeline;
GRANT
INSERT (
    campaign, unit_code, unit_name, unit_kind, is_active, position, branches_expected, joined_on, left_on, successor_of
),
UPDATE (unit_name, unit_kind, is_active, position, branches_expected, joined_on, left_on, successor_of)
ON core.unit TO bluezone_pipeline;
GRANT INSERT, UPDATE ON core.form TO bluezone_pipeline;
GRANT INSERT (campaign, unit_kind, unit_kind_vi), UPDATE (unit_kind_vi) ON core.unit_kind TO bluezone_pipeline;
-- a unit follows its file when an edition of the roster is taken; what each one said of it, triggers remember
GRANT INSERT (campaign, effective_at, reason, decided_by, letter_number) ON core.edition TO bluezone_pipeline;
-- figures are closed and papers issued by somebody, and either is revoked; what was provisional then, triggers say
GRANT
INSERT (campaign, as_of, reason, closed_by, letter_number), UPDATE (revoked_at, revoked_by, revoked_reason)
ON core.closing TO bluezone_pipeline;
GRANT INSERT (campaign, kind, unit_code, as_of, since, figures_sha256, figures) ON core.paper TO bluezone_pipeline;
GRANT
INSERT (campaign, paper_id, number, issued_on, issued_by), UPDATE (revoked_at, revoked_by, revoked_reason)
ON core.issue TO bluezone_pipeline;
GRANT INSERT, UPDATE, DELETE ON core.unit_return, core.submission, core.finding TO bluezone_pipeline;
GRANT INSERT, DELETE ON core.reserved_call TO bluezone_pipeline;
GRANT INSERT (sheet_id, content_sha256), UPDATE (content_sha256, told_at) ON core.told_sheet TO bluezone_pipeline;
-- locking a row asks for the right to change it; analysts cannot, nor see that it is there
GRANT INSERT (name), UPDATE (name) ON core.turn TO bluezone_pipeline;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA core FROM public;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA core TO bluezone_pipeline;
-- but for those that work with the owner's rights for a trigger: attached to a table of somebody's own, they would
-- record whatever that table says
DO $$
DECLARE
    inner_one regprocedure;
BEGIN
    FOR inner_one IN
        SELECT p.oid FROM pg_proc AS p
        WHERE
            p.pronamespace = 'core'::regnamespace
            AND (p.prorettype = 'trigger'::regtype OR p.proname = 'link_each')
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM bluezone_pipeline', inner_one);
    END LOOP;
END
$$;

-- What analysts ask is looked through by the planner, and runs as whoever asks: so that a question about one unit
-- reads only that unit, whoever asks must be allowed to read what the functions read. Without USAGE of `core` nobody
-- can name it: the functions of `report` are the only way to it. Nothing of it was typed by anybody, nor says who
-- declared a look.
REVOKE ALL ON SCHEMA raw, core FROM bluezone_analyst;
REVOKE ALL ON ALL TABLES IN SCHEMA raw, core FROM bluezone_analyst;
GRANT SELECT
ON core.campaign, core.form, core.rate, core.unit, core.unit_kind, core.roster_entry, core.look, core.unit_return,
core.flag
TO bluezone_analyst;
GRANT SELECT (
    kind, decision_id, campaign, unit_code, cutoff_at, standing, effective_at, revoked_at
) ON core.decision TO bluezone_analyst;
-- of the versions what is shown of their texts, and not these
GRANT SELECT (
    campaign, unit_id, unit_code, unit_name, unit_sort, time_zone, shown_branch_name, shown_branch_key,
    -- each shown figure
    quantity,
    -- end
    -- each shown mark
    quantity_assumed,
    -- end
    -- each shown text
    shown_quantity,
    -- end
    -- each shown rate
    rate,
    -- end
    people, source_cell, valid_from, valid_to, stale_since, first_seen_at
) ON core.counted_submission TO bluezone_analyst;
GRANT EXECUTE ON FUNCTION core.points, core.cutoff_at, core.no_such_policy, core.deadline, core.standing_of,
core.standing_vi, core.is_overdue, core.days_late, core.roster_at, core.returns_at, core.last_return_at,
core.others_with_figures, core.evidence_at, core.decision_at, core.unit_at TO bluezone_analyst;
GRANT USAGE ON SCHEMA report TO bluezone_analyst;

-- What is added to report later is for analysts too; what is added to raw and core is not.
ALTER DEFAULT PRIVILEGES IN SCHEMA report GRANT SELECT ON TABLES TO bluezone_analyst, bluezone_pipeline;

-- Compiling a question takes longer here than answering it: in this database no session does (jit), unless somebody
-- said that it shall. Who migrates and does not own the database lets its owner say so, see docs/operators.md.
DO $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM pg_db_role_setting AS s INNER JOIN pg_database AS d ON s.setdatabase = d.oid
        WHERE d.datname = current_database() AND s.setrole = 0 AND 'jit' = any(
            SELECT split_part(each, '=', 1) FROM unnest(s.setconfig) AS each
        )
    ) THEN
        EXECUTE format('ALTER DATABASE %I SET jit = off', current_database());
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN NULL;
END
$$;

-- Of report, only what is ours: who keeps a view of their own there decides about it.
DO $$
DECLARE
    ours oid := (SELECT c.relowner FROM pg_class AS c WHERE c.oid = 'core.alembic_version'::regclass);
    own text;
BEGIN
    FOR own IN
        SELECT c.oid::regclass::text FROM pg_class AS c
        WHERE c.relnamespace = 'report'::regnamespace AND c.relkind = 'v' AND c.relowner = ours
    LOOP
        EXECUTE format('REVOKE ALL ON %s FROM bluezone_analyst, bluezone_pipeline', own);
        EXECUTE format('GRANT SELECT ON %s TO bluezone_analyst, bluezone_pipeline', own);
        -- an analyst's own function in a WHERE must not see rows before the view has chosen them
        EXECUTE format('ALTER VIEW %s SET (security_barrier = true)', own);
    END LOOP;
    FOR own IN
        SELECT p.oid::regprocedure::text FROM pg_proc AS p
        WHERE p.pronamespace = 'report'::regnamespace AND p.proowner = ours
    LOOP
        EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM public', own);
        EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO bluezone_analyst, bluezone_pipeline', own);
    END LOOP;
END
$$;
