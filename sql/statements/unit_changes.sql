-- unit_changes: each unit of a campaign at two instants: standing, figures, and the findings that differ.
--   findings_raised  open at as_of and not at since; findings_closed the other way round
-- Edge:    the planner takes a function's rows for few and joins in nested loops; what is materialized is at least
--          computed once, so that 2,500 units take seconds and not minutes.
WITH figures AS MATERIALIZED (
    SELECT
        s.unit_code,
        count(*) AS branches,
        sum(s.installed) AS installed
    FROM report.submission_at(:as_of) AS s
    WHERE s.campaign = :campaign
    GROUP BY s.unit_code
),

figures_before AS MATERIALIZED (
    SELECT
        s.unit_code,
        count(*) AS branches,
        sum(s.installed) AS installed
    FROM report.submission_at(:since) AS s
    WHERE s.campaign = :campaign
    GROUP BY s.unit_code
),

opened AS (
    SELECT
        f.unit_code,
        f.finding_key,
        bool_or(f.first_seen_at <= :since) AS was_open,
        bool_or(f.closed_at IS NULL OR f.closed_at > :as_of) AS is_open
    FROM core.finding AS f
    WHERE
        f.campaign = :campaign AND f.first_seen_at <= :as_of
        AND (f.closed_at IS NULL OR f.closed_at > :since)
    GROUP BY f.unit_code, f.finding_key
),

findings AS MATERIALIZED (
    SELECT
        o.unit_code,
        count(*) FILTER (WHERE o.is_open AND NOT o.was_open) AS raised,
        count(*) FILTER (WHERE o.was_open AND NOT o.is_open) AS closed
    FROM opened AS o
    GROUP BY o.unit_code
)

SELECT
    s.unit_code,
    s.unit_name,
    s.standing_vi,
    b.standing_vi AS standing_before_vi,
    coalesce(n.branches, 0) AS branches,
    coalesce(p.branches, 0) AS branches_before,
    coalesce(n.installed, 0) AS installed,
    coalesce(p.installed, 0) AS installed_before,
    coalesce(f.raised, 0) AS findings_raised,
    coalesce(f.closed, 0) AS findings_closed
FROM report.unit_standing_at(:as_of) AS s
INNER JOIN report.unit_standing_at(:since) AS b ON s.campaign = b.campaign AND s.unit_code = b.unit_code
LEFT JOIN figures AS n ON s.unit_code = n.unit_code
LEFT JOIN figures_before AS p ON s.unit_code = p.unit_code
LEFT JOIN findings AS f ON s.unit_code = f.unit_code
WHERE s.campaign = :campaign
ORDER BY s.unit_position
