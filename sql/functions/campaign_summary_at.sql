-- report.campaign_summary_at
-- Answers: how does the campaign stand, and how much hangs on the reading of the deadline?
-- Grain:   one row per campaign, as of an instant.
-- Reads:   core.unit_at once, judged by core.standing_of under the campaign's own reading and under each of the three;
--          the totals that each unit's last return left behind (core.last_return_at), so that no version is counted.
-- Edge:    what a campaign does not ask for is NULL.
-- Rates:   expected = roster - exempt; reporting = (on_time + late) / expected; on time = on_time / expected.
--          A rate of figures is of the branches that give both its part and its whole.
CREATE OR REPLACE FUNCTION report.campaign_summary_at(as_of timestamptz)
RETURNS TABLE (
    -- columns of campaign_summary
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
    -- each naming_people
    quantity bigint,
    -- end
    -- each summed quantity
    quantity bigint,
    -- end
    -- each shown renamed rate
    also_named numeric,
    -- end
    -- each shown rate
    rate numeric,
    -- end
    -- each shown based rate
    base_named bigint,
    -- end
    -- each shown lead
    stale_quantity bigint,
    -- end
    moved_by_before_date integer,
    moved_by_through_date integer,
    moved_by_through_date_roll integer,
    sensitivity_vi text,
    people bigint,
    stale_branches integer,
    stale_people bigint,
    cutoff_local timestamp
    -- end
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
            -- each summed quantity
            sum(last.quantity)::bigint AS quantity,
            -- end
            -- each shown lead
            sum(last.stale_quantity)::bigint AS stale_quantity,
            -- end
            -- each shown rate
            sum(last.rate_part)::bigint AS rate_part,
            sum(last.rate_whole)::bigint AS rate_whole,
            -- end
            sum(last.people)::bigint AS people,
            coalesce(sum(last.stale_branches), 0)::integer AS stale_branches,
            sum(last.stale_people)::bigint AS stale_people
        FROM judged AS j
        LEFT JOIN LATERAL core.last_return_at(j.campaign, j.unit_code, as_of) AS last ON TRUE
        GROUP BY j.campaign
    )

    SELECT
        -- columns of campaign_summary
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
        0.01 * core.points(n.on_time + n.late, n.expected) AS reporting_rate,
        0.01 * core.points(n.on_time, n.expected) AS on_time_rate,
        n.branches,
        -- each naming_people
        CASE WHEN 'quantity' = any(f.asked) THEN n.people END AS quantity,
        -- end
        -- each summed quantity
        coalesce(n.quantity, CASE WHEN 'quantity' = f.lead THEN 0 END) AS quantity,
        -- end
        -- each shown renamed rate
        core.points(n.rate_part, n.rate_whole) AS also_named,
        -- end
        -- each shown rate
        core.points(n.rate_part, n.rate_whole) AS rate,
        -- end
        -- each shown based rate
        n.rate_whole AS base_named,
        -- end
        -- each shown lead
        coalesce(n.stale_quantity, CASE WHEN 'quantity' = f.lead THEN 0 END) AS stale_quantity,
        -- end
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
        n.stale_branches,
        coalesce(n.stale_people, CASE WHEN 'people' = any(f.asked) THEN 0 END) AS stale_people,
        d.cutoff_at AT TIME ZONE d.time_zone AS cutoff_local
        -- end
    FROM core.campaign AS c
    INNER JOIN deadline AS d ON c.campaign = d.campaign
    INNER JOIN counted AS n ON c.campaign = n.campaign
    LEFT JOIN core.form AS f ON c.campaign = f.campaign
    ORDER BY c.campaign;
END;

COMMENT ON FUNCTION report.campaign_summary_at(timestamptz) IS
'How each campaign stood as of an instant, with the units that another reading of the deadline would move';
