-- report.gain_at
-- Answers: how much more did a campaign, each kind and each unit have at an instant than at an earlier one?
-- Grain:   one row per campaign and scope, as in report.figures_at(as_of).
-- Reads:   report.figures_at twice; core.look for whether anything had been seen by the earlier instant.
-- Edge:    who had nothing at the earlier instant gains all that it has; what nobody gave at either is NULL. A campaign
--          of which we had seen nothing by then has no rows: its figures are no gain of ours to tell. What a unit took
--          away that left the roster since is taken from its kind and from all.
CREATE OR REPLACE FUNCTION report.gain_at(since timestamptz, as_of timestamptz)
RETURNS TABLE (
    -- columns of gain
    campaign text,
    scope text,
    scope_code text,
    scope_name text,
    scope_position integer,
    branches_gain integer,
    -- each shown summed quantity
    quantity_gain bigint,
    -- end
    people_gain bigint
    -- end
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    -- sums of both with their signs: to join two answers, the planner would have to know how many rows they have
    WITH signed AS (
        SELECT
            1 AS sign,
            n.*
        FROM report.figures_at(as_of) AS n
        UNION ALL
        SELECT
            -1 AS sign,
            b.*
        FROM report.figures_at(since) AS b
    )

    SELECT
        -- columns of gain
        s.campaign,
        s.scope,
        s.scope_code,
        max(s.scope_name COLLATE "C") FILTER (WHERE s.sign = 1) AS scope_name,
        max(s.scope_position) FILTER (WHERE s.sign = 1) AS scope_position,
        sum(s.sign * s.branches)::integer AS branches_gain,
        -- each shown summed quantity
        sum(s.sign * s.quantity)::bigint AS quantity_gain,
        -- end
        sum(s.sign * s.people)::bigint AS people_gain
        -- end
    FROM signed AS s
    WHERE s.campaign IN (SELECT o.campaign FROM core.look AS o WHERE o.is_successful AND o.observed_at <= since)
    GROUP BY s.campaign, s.scope, s.scope_code
    HAVING max(s.sign) = 1;
END;

COMMENT ON FUNCTION report.gain_at(timestamptz, timestamptz) IS
'What figures gained from an earlier instant (since) to a later one (as_of), by the scopes of report.figures: each '
'…_gain is the figure of as_of less that of since. A unit, or kind, that had none at since gains all that it has; NULL '
'where there is none at either instant; a negative one was corrected, or left. No rows of a campaign of which nothing '
'had been seen by since';
