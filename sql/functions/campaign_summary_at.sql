-- report.campaign_summary_at
-- Answers: how does the campaign stand, and how much hangs on the reading of the deadline?
-- Grain:   one row per campaign, as of an instant.
-- Reads:   report.unit_standing_at (three readings, one of them the campaign's own) and report.submission_at.
-- Rates:   expected = roster - exempt; reporting = (on_time + late) / expected; on time = on_time / expected.
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
    people bigint
)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH readings AS (
        SELECT
            p.reading,
            s.campaign,
            s.unit_code,
            s.standing,
            s.flagged_at
        FROM unnest(ARRAY['before_date', 'through_date', 'through_date_roll']) AS p (reading)
        CROSS JOIN LATERAL report.unit_standing_at(as_of, p.reading) AS s
    ),

    own AS (
        SELECT r.*
        FROM readings AS r
        INNER JOIN core.campaign AS c ON r.campaign = c.campaign AND r.reading = c.policy
    ),

    moved AS (
        SELECT
            o.campaign,
            count(*) FILTER (WHERE r.reading = 'before_date')::integer AS by_before_date,
            count(*) FILTER (WHERE r.reading = 'through_date')::integer AS by_through_date,
            count(*) FILTER (WHERE r.reading = 'through_date_roll')::integer AS by_through_date_roll
        FROM own AS o
        INNER JOIN readings AS r
            ON o.campaign = r.campaign AND o.unit_code = r.unit_code AND o.standing != r.standing
        GROUP BY o.campaign
    ),

    counted AS (
        SELECT
            o.campaign,
            count(*)::integer AS units,
            count(*) FILTER (WHERE o.standing != 'exempt')::integer AS expected,
            count(*) FILTER (WHERE o.standing = 'on_time')::integer AS on_time,
            count(*) FILTER (WHERE o.standing = 'late')::integer AS late,
            count(*) FILTER (WHERE o.standing = 'missing')::integer AS missing,
            count(*) FILTER (WHERE o.standing = 'needs_fix')::integer AS needs_fix,
            count(*) FILTER (WHERE o.standing = 'unverified')::integer AS unverified,
            count(*) FILTER (WHERE o.standing = 'not_due')::integer AS not_due,
            count(*) FILTER (WHERE o.standing = 'exempt')::integer AS exempt,
            count(o.flagged_at)::integer AS flagged
        FROM own AS o
        GROUP BY o.campaign
    ),

    figures AS (
        SELECT
            s.campaign,
            count(*)::integer AS branches,
            sum(s.people) AS people,
            sum(s.smartphone_users) AS smartphone_users,
            sum(s.reached) AS reached,
            sum(s.launch_sessions) AS launch_sessions,
            sum(s.installed) AS installed,
            sum(s.installed) FILTER (WHERE s.smartphone_users IS NOT NULL) AS installed_where_smartphones
        FROM report.submission_at(as_of) AS s
        INNER JOIN core.unit AS u ON s.campaign = u.campaign AND s.unit_code = u.unit_code AND u.is_active
        GROUP BY s.campaign
    )

    SELECT
        c.campaign,
        c.title,
        c.policy,
        core.cutoff_at(c.report_before, c.policy, c.time_zone, c.holidays) AS cutoff_at,
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
        coalesce(f.branches, 0) AS branches,
        f.people AS workforce,
        f.smartphone_users,
        f.reached,
        f.launch_sessions,
        coalesce(f.installed, 0) AS installed,
        round(100.0 * f.installed / nullif(f.people, 0), 2) AS installed_of_workforce_pct,
        round(100.0 * f.installed_where_smartphones / nullif(f.smartphone_users, 0), 2)
            AS installed_of_smartphones_pct,
        coalesce(m.by_before_date, 0) AS moved_by_before_date,
        coalesce(m.by_through_date, 0) AS moved_by_through_date,
        coalesce(m.by_through_date_roll, 0) AS moved_by_through_date_roll,
        format(
            'Nếu hiểu hạn khác đi, số đơn vị đổi tình trạng: trước ngày %1$s: %2$s; hết ngày %1$s: %3$s; '
            || 'hết ngày làm việc kế tiếp: %4$s.',
            to_char(c.report_before, 'FMDD/FMMM/YYYY'),
            coalesce(m.by_before_date, 0),
            coalesce(m.by_through_date, 0),
            coalesce(m.by_through_date_roll, 0)
        ) AS sensitivity_vi,
        f.people
    FROM core.campaign AS c
    INNER JOIN counted AS n ON c.campaign = n.campaign
    LEFT JOIN figures AS f ON c.campaign = f.campaign
    LEFT JOIN moved AS m ON c.campaign = m.campaign
    ORDER BY c.campaign;
END;

COMMENT ON FUNCTION report.campaign_summary_at(timestamptz) IS
'How each campaign stood as of an instant, with the units that another reading of the deadline would move';
