-- unit_coverage: what the accepted branches of each unit came to at an instant.
--   rate_left  those of a rate's whole who are not its part, over the branches that give both
-- Edge:    a unit without accepted branches has no row; a rate is of the branches that give both its part and its
--          whole.
SELECT
    s.unit_code,
    -- each shown summed quantity
    sum(s.quantity)::bigint AS quantity,
    -- end
    -- each shown rate
    core.points(
        sum(s.part) FILTER (WHERE s.whole IS NOT NULL), sum(s.whole) FILTER (WHERE s.part IS NOT NULL)
    ) AS rate,
    (sum(s.whole - s.part))::bigint AS rate_left,
    (sum(s.whole) FILTER (WHERE s.part IS NOT NULL))::bigint AS rate_whole,
    -- end
    sum(s.people)::bigint AS people
FROM report.submission_at(:as_of) AS s
WHERE s.campaign = :campaign
GROUP BY s.unit_code
