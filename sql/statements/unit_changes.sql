-- unit_changes: each unit of a campaign at two instants: standing, figures, and the findings that differ.
--   findings_raised  open at as_of and not at since; findings_closed the other way round
-- Edge:    figures are what the last return of each instant left behind, so that no version is counted.
WITH opened AS (
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

findings AS (
    SELECT
        o.unit_code,
        count(*) FILTER (WHERE o.is_open AND NOT o.was_open) AS raised,
        count(*) FILTER (WHERE o.was_open AND NOT o.is_open) AS closed
    FROM opened AS o
    GROUP BY o.unit_code
),

standing_now AS (
    SELECT s.* FROM report.unit_standing_at(:as_of) AS s WHERE s.campaign = :campaign
),

standing_then AS (
    SELECT s.* FROM report.unit_standing_at(:since) AS s WHERE s.campaign = :campaign
),

-- whoever joined or left in between stands at one of the two instants alone
standing AS (
    SELECT
        coalesce(n.unit_code, p.unit_code) AS unit_code,
        coalesce(n.unit_name, p.unit_name) AS unit_name,
        coalesce(n.unit_position, p.unit_position) AS unit_position,
        n.standing_vi,
        p.standing_vi AS standing_before_vi
    FROM standing_now AS n
    FULL JOIN standing_then AS p ON n.unit_code = p.unit_code
)

SELECT
    s.unit_code,
    s.unit_name,
    coalesce(s.standing_vi, 'không còn trong danh sách') AS standing_vi,
    coalesce(s.standing_before_vi, 'chưa có trong danh sách') AS standing_before_vi,
    coalesce(n.branches, 0) AS branches,
    coalesce(p.branches, 0) AS branches_before,
    -- each lead
    coalesce(n.quantity, 0) AS quantity,
    coalesce(p.quantity, 0) AS quantity_before,
    -- end
    coalesce(f.raised, 0) AS findings_raised,
    coalesce(f.closed, 0) AS findings_closed
FROM standing AS s
LEFT JOIN LATERAL core.last_return_at(:campaign, s.unit_code, :as_of) AS n ON s.standing_vi IS NOT NULL
LEFT JOIN LATERAL core.last_return_at(:campaign, s.unit_code, :since) AS p ON s.standing_before_vi IS NOT NULL
LEFT JOIN findings AS f ON s.unit_code = f.unit_code
ORDER BY s.unit_position
