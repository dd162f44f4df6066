-- report.unit_standing_at
-- Answers: who has reported, who is late, who is missing, as if asked at that instant?
-- Grain:   one row per active unit and campaign.
-- Reads:   core.evidence_at(as_of) and core.decision_at(as_of); later facts are invisible. The roster and the policy
--          are today's at every instant.
--          The rule itself is core.standing_of. Branches and findings are those that the unit's last return left
--          behind (core.last_return_at), so that no version is counted.
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
    waiting_since timestamptz
)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH deadline AS MATERIALIZED (
        SELECT
            c.campaign,
            c.time_zone,
            c.starts_on::timestamp AT TIME ZONE c.time_zone AS opens_at,
            core.cutoff_at(c.report_before, coalesce(reading, c.policy), c.time_zone, c.holidays) AS cutoff_at
        FROM core.campaign AS c
    ),

    in_force AS MATERIALIZED (
        SELECT d.* FROM core.decision_at(as_of) AS d
    ),

    decided AS (
        SELECT
            u.campaign,
            u.unit_code,
            u.unit_name,
            u.unit_kind,
            u.position AS unit_position,
            u.branches_expected,
            d.time_zone,
            d.opens_at,
            d.cutoff_at AS campaign_cutoff_at,
            coalesce(extension.cutoff_at, d.cutoff_at) AS cutoff_at,
            exemption.kind IS NOT NULL AS is_exempt,
            ruling.standing AS ruled
        FROM core.unit AS u
        INNER JOIN deadline AS d ON u.campaign = d.campaign
        LEFT JOIN in_force AS extension
            ON
                u.campaign = extension.campaign AND u.unit_code = extension.unit_code
                AND extension.kind = 'extension'
        LEFT JOIN in_force AS exemption
            ON
                u.campaign = exemption.campaign AND u.unit_code = exemption.unit_code
                AND exemption.kind = 'exemption'
        LEFT JOIN in_force AS ruling
            ON u.campaign = ruling.campaign AND u.unit_code = ruling.unit_code AND ruling.kind = 'ruling'
        WHERE u.is_active AND as_of IS NOT NULL
    ),

    proven AS (
        SELECT
            d.*,
            e.present_at,
            e.absent_at,
            e.is_declared,
            e.submitted_at,
            e.unreadable_since,
            CASE WHEN e.present_at IS NULL THEN e.waiting_since END AS waiting_since,
            core.standing_of(
                as_of, d.cutoff_at, d.opens_at, e.present_at, e.absent_at, e.modified_at,
                e.submitted_at, e.unreadable_since IS NOT NULL, e.waiting_since
            ) AS by_evidence,
            core.standing_of(
                as_of, d.campaign_cutoff_at, d.opens_at, e.present_at, e.absent_at, e.modified_at,
                e.submitted_at, e.unreadable_since IS NOT NULL, e.waiting_since
            ) AS original_standing
        FROM decided AS d
        INNER JOIN core.evidence_at(as_of) AS e ON d.campaign = e.campaign AND d.unit_code = e.unit_code
    ),

    standing AS (
        SELECT
            p.*,
            CASE
                WHEN p.is_exempt THEN 'exempt'
                WHEN p.by_evidence = 'unverified' AND p.present_at IS NOT NULL
                    THEN coalesce(p.ruled, p.by_evidence)
                ELSE p.by_evidence
            END AS standing
        FROM proven AS p
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
                WHEN s.waiting_since IS NOT NULL AND s.standing IN ('not_due', 'unverified') THEN 'waiting'
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
        coalesce(last.warnings, 0) + (copied.unit_code IS NOT NULL)::integer AS open_warnings,
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
                WHEN s.waiting_since IS NOT NULL AND s.original_standing IN ('not_due', 'unverified') THEN 'waiting'
                ELSE s.original_standing
            END
        ) AS original_standing_vi,
        CASE
            WHEN s.standing = 'late' THEN core.days_late(s.present_at, s.cutoff_at, s.time_zone)
            WHEN s.standing IN ('missing', 'needs_fix') THEN core.days_late(as_of, s.cutoff_at, s.time_zone)
            WHEN s.standing = 'on_time' THEN 0
        END AS days_late,
        CASE WHEN core.is_overdue(s.standing, s.cutoff_at, as_of) THEN flag.flagged_at END AS flagged_at,
        coalesce(last.questions, 0) AS open_questions,
        s.waiting_since
    FROM standing AS s
    LEFT JOIN LATERAL core.last_return_at(s.campaign, s.unit_code, as_of) AS last ON TRUE
    LEFT JOIN report.copies_at(as_of) AS copied ON s.campaign = copied.campaign AND s.unit_code = copied.unit_code
    LEFT JOIN LATERAL (
        SELECT g.flagged_at
        FROM core.flag AS g
        WHERE
            g.campaign = s.campaign AND g.unit_code = s.unit_code
            AND g.flagged_at <= as_of AND (g.closed_at IS NULL OR g.closed_at > as_of)
        ORDER BY g.flagged_at DESC
        LIMIT 1
    ) AS flag ON TRUE
    ORDER BY s.campaign, s.unit_position;
END;

COMMENT ON FUNCTION report.unit_standing_at(timestamptz, text) IS
'Where each unit stood as of an instant, under the campaign''s own reading of the deadline or another one';
