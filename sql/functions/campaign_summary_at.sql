-- report.campaign_summary_at
-- Answers: how does the campaign stand, and how much hangs on the reading of the deadline?
-- Grain:   one row per campaign, as of an instant.
-- Reads:   core.unit_at once, judged by core.standing_of under the campaign's own reading and under each of the three;
--          the totals that each unit's last return left behind (core.last_return_at), so that no version is counted.
-- Rates:   expected = roster - exempt; reporting = (on_time + late) / expected; on time = on_time / expected.
--          Every rate of figures is of people, or of the base that stands beside it.
CREATE OR REPLACE FUNCTION report.campaign_summary_at(as_of timestamptz)
RETURNS TABLE (
    campaign text,
    title text,
    policy text,
    cutoff_at timestamptz,
    units integer,
    expected integer,
    on_time integer,
    late integer,
    missing integer,
    needs_fix integer,
    unverified integer,
    not_due integer,
    exempt integer,
    flagged integer,
    reporting_rate numeric,
    on_time_rate numeric,
    branches integer,
    workforce bigint,
    smartphone_users bigint,
    reached bigint,
    launch_sessions bigint,
    installed bigint,
    installed_of_workforce_pct numeric,
    installed_of_smartphones_pct numeric,
    moved_by_before_date integer,
    moved_by_through_date integer,
    moved_by_through_date_roll integer,
    sensitivity_vi text,
    people bigint,
    installed_of_people_pct numeric,
    reached_base bigint,
    reached_pct numeric,
    stale_branches integer,
    stale_people bigint,
    stale_installed bigint,
    cutoff_local timestamp
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    -- a handful of campaigns, each read four times
    WITH deadline AS MATERIALIZED (
        SELECT
            own.*,
            before_date.cutoff_at AS before_date,
            through_date.cutoff_at AS through_date,
            through_date_roll.cutoff_at AS through_date_roll
        FROM core.deadline(NULL) AS own
        INNER JOIN core.deadline('before_date') AS before_date ON own.campaign = before_date.campaign
        INNER JOIN core.deadline('through_date') AS through_date ON own.campaign = through_date.campaign
        INNER JOIN core.deadline('through_date_roll') AS through_date_roll
            ON own.campaign = through_date_roll.campaign
    ),

    judged AS (
        SELECT
            u.campaign,
            u.unit_code,
            coalesce(u.extended_to, d.cutoff_at) AS cutoff_at,
            core.standing_of(
                as_of, coalesce(u.extended_to, d.cutoff_at), d.opens_at, u.present_at, u.absent_at, u.modified_at,
                u.submitted_at, u.is_unreadable, u.waiting_since, u.is_exempt, u.ruled
            ) AS standing,
            core.standing_of(
                as_of, coalesce(u.extended_to, d.before_date), d.opens_at, u.present_at, u.absent_at, u.modified_at,
                u.submitted_at, u.is_unreadable, u.waiting_since, u.is_exempt, u.ruled
            ) AS by_before_date,
            core.standing_of(
                as_of, coalesce(u.extended_to, d.through_date), d.opens_at, u.present_at, u.absent_at, u.modified_at,
                u.submitted_at, u.is_unreadable, u.waiting_since, u.is_exempt, u.ruled
            ) AS by_through_date,
            core.standing_of(
                as_of, coalesce(u.extended_to, d.through_date_roll), d.opens_at, u.present_at, u.absent_at,
                u.modified_at, u.submitted_at, u.is_unreadable, u.waiting_since, u.is_exempt, u.ruled
            ) AS by_through_date_roll
        FROM core.unit_at(as_of) AS u
        INNER JOIN deadline AS d ON u.campaign = d.campaign
    ),

    counted AS (
        SELECT
            j.campaign,
            count(*)::integer AS units,
            count(*) FILTER (WHERE j.standing != 'exempt')::integer AS expected,
            count(*) FILTER (WHERE j.standing = 'on_time')::integer AS on_time,
            count(*) FILTER (WHERE j.standing = 'late')::integer AS late,
            count(*) FILTER (WHERE j.standing = 'missing')::integer AS missing,
            count(*) FILTER (WHERE j.standing = 'needs_fix')::integer AS needs_fix,
            count(*) FILTER (WHERE j.standing = 'unverified')::integer AS unverified,
            count(*) FILTER (WHERE j.standing = 'not_due')::integer AS not_due,
            count(*) FILTER (WHERE j.standing = 'exempt')::integer AS exempt,
            count(*) FILTER (
                WHERE core.is_overdue(j.standing, j.cutoff_at, as_of) AND EXISTS (
                    SELECT 1 FROM core.flag AS g
                    WHERE
                        g.campaign = j.campaign AND g.unit_code = j.unit_code
                        AND g.flagged_at <= as_of AND (g.closed_at IS NULL OR g.closed_at > as_of)
                )
            )::integer AS flagged,
            count(*) FILTER (WHERE j.by_before_date != j.standing)::integer AS moved_by_before_date,
            count(*) FILTER (WHERE j.by_through_date != j.standing)::integer AS moved_by_through_date,
            count(*) FILTER (WHERE j.by_through_date_roll != j.standing)::integer AS moved_by_through_date_roll,
            coalesce(sum(last.branches), 0)::integer AS branches,
            sum(last.people)::bigint AS people,
            sum(last.smartphone_users)::bigint AS smartphone_users,
            sum(last.reached)::bigint AS reached,
            sum(last.launch_sessions)::bigint AS launch_sessions,
            sum(last.installed)::bigint AS installed,
            sum(last.reached_base)::bigint AS reached_base,
            sum(last.installed_where_smartphones)::bigint AS installed_where_smartphones,
            coalesce(sum(last.stale_branches), 0)::integer AS stale_branches,
            coalesce(sum(last.stale_people), 0)::bigint AS stale_people,
            coalesce(sum(last.stale_installed), 0)::bigint AS stale_installed
        FROM judged AS j
        LEFT JOIN LATERAL core.last_return_at(j.campaign, j.unit_code, as_of) AS last ON TRUE
        GROUP BY j.campaign
    )

    SELECT
        c.campaign,
        c.title,
        c.policy,
        d.cutoff_at,
        n.units,
        n.expected,
        n.on_time,
        n.late,
        n.missing,
        n.needs_fix,
        n.unverified,
        n.not_due,
        n.exempt,
        n.flagged,
        round((n.on_time + n.late)::numeric / nullif(n.expected, 0), 4) AS reporting_rate,
        round(n.on_time::numeric / nullif(n.expected, 0), 4) AS on_time_rate,
        n.branches,
        n.people AS workforce,
        n.smartphone_users,
        n.reached,
        n.launch_sessions,
        coalesce(n.installed, 0) AS installed,
        round(100.0 * n.installed / nullif(n.people, 0), 2) AS installed_of_workforce_pct,
        round(100.0 * n.installed_where_smartphones / nullif(n.smartphone_users, 0), 2)
            AS installed_of_smartphones_pct,
        n.moved_by_before_date,
        n.moved_by_through_date,
        n.moved_by_through_date_roll,
        format(
            'Nếu hiểu hạn khác đi, số đơn vị đổi tình trạng: trước ngày %1$s: %2$s; hết ngày %1$s: %3$s; '
            || 'hết ngày làm việc kế tiếp: %4$s.',
            to_char(c.report_before, 'FMDD/FMMM/YYYY'),
            n.moved_by_before_date,
            n.moved_by_through_date,
            n.moved_by_through_date_roll
        ) AS sensitivity_vi,
        n.people,
        round(100.0 * n.installed / nullif(n.people, 0), 2) AS installed_of_people_pct,
        n.reached_base,
        round(100.0 * n.reached / nullif(n.reached_base, 0), 2) AS reached_pct,
        n.stale_branches,
        n.stale_people,
        n.stale_installed,
        d.cutoff_at AT TIME ZONE d.time_zone AS cutoff_local
    FROM core.campaign AS c
    INNER JOIN deadline AS d ON c.campaign = d.campaign
    INNER JOIN counted AS n ON c.campaign = n.campaign
    ORDER BY c.campaign;
END;

COMMENT ON FUNCTION report.campaign_summary_at(timestamptz) IS
'How each campaign stood as of an instant, with the units that another reading of the deadline would move';
