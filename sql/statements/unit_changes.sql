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
)

SELECT
    s.unit_code,
    s.unit_name,
    s.standing_vi,
    b.standing_vi AS standing_before_vi,
    coalesce(n.branches, 0) AS branches,
    coalesce(p.branches, 0) AS branches_before,
    -- each lead
    coalesce(n.quantity, 0) AS quantity,
    coalesce(p.quantity, 0) AS quantity_before,
    -- end
    coalesce(f.raised, 0) AS findings_raised,
    coalesce(f.closed, 0) AS findings_closed
FROM report.unit_standing_at(:as_of) AS s
INNER JOIN report.unit_standing_at(:since) AS b ON s.campaign = b.campaign AND s.unit_code = b.unit_code
LEFT JOIN LATERAL core.last_return_at(s.campaign, s.unit_code, :as_of) AS n ON TRUE
LEFT JOIN LATERAL core.last_return_at(s.campaign, s.unit_code, :since) AS p ON TRUE
LEFT JOIN findings AS f ON s.unit_code = f.unit_code
WHERE s.campaign = :campaign
ORDER BY s.unit_position
