-- report.figures_at
-- Answers: which numbers does a paper print of a campaign, of each kind of its units and of each unit?
-- Grain:   one row per campaign and scope: all of it, each kind, each unit that owes, as of an instant.
-- Reads:   core.unit_at once, judged by core.standing_of; the totals that each unit's last return left behind
--          (core.last_return_at), once for all three scopes, so that no version is counted and sums cannot differ.
-- Edge:    exempt units are not among units, and what they reported is among the figures, as in
--          report.campaign_summary_at. Blank is not zero: a figure that no branch of the scope gives is NULL, but for
--          what the letter is after, which of a whole campaign is 0, as there. Who asks about one campaign reads no
--          other; who asks about one unit reads its campaign.
--   scope           all, kind or unit; scope_code is empty, the kind's or the unit's
--   scope_position  the roster's order; a kind stands where its first unit does, all of the campaign before any
CREATE OR REPLACE FUNCTION report.figures_at(as_of timestamptz)
RETURNS TABLE (
    -- columns of figures
    campaign text,
    scope text,
    scope_code text,
    scope_name text,
    scope_position integer,
    units integer,
    reported integer,
    on_time integer,
    late integer,
    missing integer,
    needs_fix integer,
    unverified integer,
    not_due integer,
    exempt integer,
    unreadable integer,
    branches integer,
    branches_expected integer,
    people bigint,
    stale_branches integer,
    stale_people bigint,
    -- each shown summed quantity
    quantity bigint,
    -- end
    -- each shown rate
    rate numeric,
    rate_part bigint,
    rate_whole bigint,
    -- end
    is_provisional boolean
    -- end
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH judged AS (
        SELECT
            u.campaign,
            u.unit_kind,
            u.unit_code,
            u.unit_name,
            u.unit_position,
            u.branches_expected,
            u.is_unreadable,
            core.standing_of(
                as_of, coalesce(u.extended_to, d.cutoff_at), d.opens_at, u.present_at, u.absent_at, u.modified_at,
                u.submitted_at, u.is_unreadable, u.waiting_since, u.is_exempt, u.ruled
            ) AS standing,
            last.branches,
            -- each shown summed quantity
            last.quantity,
            -- end
            -- each shown rate
            last.rate_part,
            last.rate_whole,
            -- end
            last.people,
            last.stale_branches,
            last.stale_people
        FROM core.unit_at(as_of) AS u
        INNER JOIN core.deadline(NULL) AS d ON u.campaign = d.campaign
        LEFT JOIN LATERAL core.last_return_at(u.campaign, u.unit_code, as_of) AS last ON TRUE
    ),

    -- each unit thrice: a question about one campaign does not reach through GROUPING SETS
    counted AS (
        SELECT
            u.campaign,
            s.scope,
            CASE s.scope WHEN 'kind' THEN u.unit_kind WHEN 'unit' THEN u.unit_code ELSE '' END AS scope_code,
            min(u.unit_name COLLATE "C") AS unit_name,
            min(u.unit_position) AS unit_position,
            count(*) FILTER (WHERE u.standing != 'exempt')::integer AS units,
            count(*) FILTER (WHERE u.standing = 'on_time')::integer AS on_time,
            count(*) FILTER (WHERE u.standing = 'late')::integer AS late,
            count(*) FILTER (WHERE u.standing = 'missing')::integer AS missing,
            count(*) FILTER (WHERE u.standing = 'needs_fix')::integer AS needs_fix,
            count(*) FILTER (WHERE u.standing = 'unverified')::integer AS unverified,
            count(*) FILTER (WHERE u.standing = 'not_due')::integer AS not_due,
            count(*) FILTER (WHERE u.standing = 'exempt')::integer AS exempt,
            count(*) FILTER (WHERE u.standing != 'exempt' AND u.is_unreadable)::integer AS unreadable,
            coalesce(sum(u.branches), 0)::integer AS branches,
            (sum(u.branches_expected) FILTER (WHERE u.standing != 'exempt'))::integer AS branches_expected,
            -- each shown summed quantity
            sum(u.quantity)::bigint AS quantity,
            -- end
            -- each shown rate
            sum(u.rate_part)::bigint AS rate_part,
            sum(u.rate_whole)::bigint AS rate_whole,
            -- end
            sum(u.people)::bigint AS people,
            coalesce(sum(u.stale_branches), 0)::integer AS stale_branches,
            sum(u.stale_people)::bigint AS stale_people
        FROM judged AS u
        CROSS JOIN (VALUES ('all'), ('kind'), ('unit')) AS s (scope)
        GROUP BY u.campaign, s.scope, CASE s.scope WHEN 'kind' THEN u.unit_kind WHEN 'unit' THEN u.unit_code ELSE '' END
    )

    SELECT
        -- columns of figures
        c.campaign,
        n.scope,
        n.scope_code,
        CASE n.scope
            WHEN 'kind' THEN coalesce(k.unit_kind_vi, n.scope_code) WHEN 'unit' THEN n.unit_name ELSE c.title
        END AS scope_name,
        CASE n.scope WHEN 'all' THEN 0 ELSE n.unit_position END AS scope_position,
        n.units,
        n.on_time + n.late AS reported,
        n.on_time,
        n.late,
        n.missing,
        n.needs_fix,
        n.unverified,
        n.not_due,
        n.exempt,
        n.unreadable,
        n.branches,
        n.branches_expected,
        n.people,
        n.stale_branches,
        coalesce(n.stale_people, CASE WHEN 'people' = any(f.asked) THEN 0 END) AS stale_people,
        -- each shown summed quantity
        coalesce(n.quantity, CASE WHEN 'quantity' = f.lead AND n.scope = 'all' THEN 0 END) AS quantity,
        -- end
        -- each shown rate
        core.points(n.rate_part, n.rate_whole) AS rate,
        n.rate_part,
        n.rate_whole,
        -- end
        n.needs_fix + n.unverified + n.unreadable + n.stale_branches > 0 AS is_provisional
        -- end
    FROM counted AS n
    INNER JOIN core.campaign AS c ON n.campaign = c.campaign
    LEFT JOIN core.form AS f ON n.campaign = f.campaign
    LEFT JOIN core.unit_kind AS k ON n.campaign = k.campaign AND n.scope = 'kind' AND n.scope_code = k.unit_kind;
END;

COMMENT ON FUNCTION report.figures_at(timestamptz) IS
'What a paper prints as of an instant: where units stand and what their figures come to, of a campaign, of each kind '
'and of each unit';
