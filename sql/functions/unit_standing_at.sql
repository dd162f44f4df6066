-- report.unit_standing_at
-- Answers: who has reported, who is late, who is missing, as if asked at that instant?
-- Grain:   one row per unit that owes at as_of.
-- Reads:   core.unit_at(as_of), which is what is known of a unit, core.deadline and core.standing_of, the rule itself;
--          what a kind is called, core.unit_kind.
--          Later facts are invisible, of the roster too; the policy is today's at every instant. Branches and findings
--          are those that the unit's last return left behind (core.last_return_at), so that no version is counted.
-- Edge:    a plain question, so that the planner looks through it: who asks about one campaign, or one unit, reads no
--          other. It runs as whoever asks (see roles.sql).
--   reading  another reading of the deadline than the campaign's own: before_date, through_date or
--            through_date_roll; NULL for the campaign's own.
CREATE OR REPLACE FUNCTION report.unit_standing_at(as_of timestamptz, reading text DEFAULT NULL)
RETURNS TABLE (
    campaign text,
    unit_code text,
    unit_name text,
    unit_kind text,
    unit_position integer,
    standing text,
    standing_vi text,
    cutoff_at timestamptz,
    submitted_at timestamptz,
    accepted_at timestamptz,
    absent_at timestamptz,
    is_declared_evidence boolean,
    branches_accepted integer,
    branches_expected integer,
    open_errors integer,
    open_warnings integer,
    amended_after_cutoff boolean,
    unreadable_since timestamptz,
    original_standing text,
    original_standing_vi text,
    days_late integer,
    flagged_at timestamptz,
    open_questions integer,
    waiting_since timestamptz,
    stale_branches integer,
    cutoff_local timestamp,
    submitted_local timestamp,
    accepted_local timestamp,
    accepted_on date,
    absent_local timestamp,
    unreadable_since_local timestamp,
    flagged_local timestamp,
    waiting_since_local timestamp,
    unit_sort core.sort_key,
    unit_kind_vi text
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    -- a handful of campaigns, each asked once
    WITH deadline AS MATERIALIZED (
        SELECT d.* FROM core.deadline(reading) AS d
    ),

    standing AS (
        SELECT
            u.*,
            d.time_zone,
            coalesce(u.extended_to, d.cutoff_at) AS cutoff_at,
            d.days_counted,
            CASE WHEN u.present_at IS NULL THEN u.waiting_since END AS waits_since,
            core.standing_of(
                as_of, coalesce(u.extended_to, d.cutoff_at), d.opens_at, u.present_at, u.absent_at, u.modified_at,
                u.submitted_at, u.is_unreadable, u.waiting_since, u.is_exempt, u.ruled
            ) AS standing,
            core.standing_of(
                as_of, d.cutoff_at, d.opens_at, u.present_at, u.absent_at, u.modified_at,
                u.submitted_at, u.is_unreadable, u.waiting_since
            ) AS original_standing
        FROM core.unit_at(as_of) AS u
        INNER JOIN deadline AS d ON u.campaign = d.campaign
    )

    SELECT
        s.campaign,
        s.unit_code,
        s.unit_name,
        s.unit_kind,
        s.unit_position,
        s.standing,
        core.standing_vi(
            CASE
                WHEN s.waits_since IS NOT NULL AND s.standing IN ('not_due', 'unverified') THEN 'waiting'
                ELSE s.standing
            END
        ) AS standing_vi,
        s.cutoff_at,
        s.submitted_at,
        s.present_at AS accepted_at,
        s.absent_at,
        s.is_declared AS is_declared_evidence,
        coalesce(last.branches, 0) AS branches_accepted,
        s.branches_expected,
        coalesce(last.errors, 0) AS open_errors,
        coalesce(last.warnings, 0) + exists(
            SELECT 1 FROM core.others_with_figures(s.campaign, s.unit_code, last.figures_key, as_of)
        )::integer AS open_warnings,
        exists(
            SELECT 1 FROM core.unit_return AS r
            WHERE
                r.campaign = s.campaign AND r.unit_code = s.unit_code AND r.changes > 0
                AND r.event_id = r.observation_id
                AND r.observed_at <= as_of AND r.observed_at >= s.cutoff_at AND r.observed_at > s.present_at
        ) AS amended_after_cutoff,
        s.unreadable_since,
        s.original_standing,
        core.standing_vi(
            CASE
                WHEN s.waits_since IS NOT NULL AND s.original_standing IN ('not_due', 'unverified') THEN 'waiting'
                ELSE s.original_standing
            END
        ) AS original_standing_vi,
        CASE
            WHEN s.standing = 'late' THEN core.days_late(s.present_at, s.cutoff_at, s.time_zone, s.days_counted)
            WHEN s.standing IN ('missing', 'needs_fix')
                THEN core.days_late(as_of, s.cutoff_at, s.time_zone, s.days_counted)
            WHEN s.standing = 'on_time' THEN 0
        END AS days_late,
        flag.flagged_at,
        coalesce(last.questions, 0) AS open_questions,
        s.waits_since AS waiting_since,
        coalesce(last.stale_branches, 0) AS stale_branches,
        s.cutoff_at AT TIME ZONE s.time_zone AS cutoff_local,
        s.submitted_at AT TIME ZONE s.time_zone AS submitted_local,
        s.present_at AT TIME ZONE s.time_zone AS accepted_local,
        (s.present_at AT TIME ZONE s.time_zone)::date AS accepted_on,
        s.absent_at AT TIME ZONE s.time_zone AS absent_local,
        s.unreadable_since AT TIME ZONE s.time_zone AS unreadable_since_local,
        flag.flagged_at AT TIME ZONE s.time_zone AS flagged_local,
        s.waits_since AT TIME ZONE s.time_zone AS waiting_since_local,
        s.unit_sort,
        kind.unit_kind_vi
    FROM standing AS s
    LEFT JOIN core.unit_kind AS kind ON s.campaign = kind.campaign AND s.unit_kind = kind.unit_kind
    LEFT JOIN LATERAL core.last_return_at(s.campaign, s.unit_code, as_of) AS last ON TRUE
    LEFT JOIN LATERAL (
        SELECT g.flagged_at
        FROM core.flag AS g
        WHERE
            g.campaign = s.campaign AND g.unit_code = s.unit_code
            AND g.flagged_at <= as_of AND (g.closed_at IS NULL OR g.closed_at > as_of)
            AND core.is_overdue(s.standing, s.cutoff_at, as_of)
        ORDER BY g.flagged_at DESC
        LIMIT 1
    ) AS flag ON TRUE
    ORDER BY s.campaign, s.unit_position;
END;

COMMENT ON FUNCTION report.unit_standing_at(timestamptz, text) IS
'Where each unit stood as of an instant, under the campaign''s own reading of the deadline or another one';
