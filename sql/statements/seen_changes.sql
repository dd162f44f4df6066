-- seen_changes: what analysts see of the same units now beside what they saw when it was remembered, unit by unit.
--   figures  branches whose current figures differ, appear or disappear
SELECT
    coalesce(n.unit_code, s.unit_code) AS unit_code,
    max(s.says) FILTER (WHERE s.what = 'standing') AS standing_before,
    max(n.says) FILTER (WHERE n.what = 'standing') AS standing,
    max(s.says) FILTER (WHERE s.what = 'standing_vi') AS standing_before_vi,
    max(n.says) FILTER (WHERE n.what = 'standing_vi') AS standing_vi,
    count(*) FILTER (WHERE coalesce(n.what, s.what) = 'figures' AND n.says IS DISTINCT FROM s.says) AS figures,
    array_agg(n.name ORDER BY n.name COLLATE "C") FILTER (
        WHERE n.what = 'finding' AND s.what IS NULL
    ) AS findings_raised,
    array_agg(s.name ORDER BY s.name COLLATE "C") FILTER (
        WHERE s.what = 'finding' AND n.what IS NULL
    ) AS findings_gone
FROM seen AS s
FULL JOIN core.seen_of(:campaign, :unit_codes, :as_of) AS n
    ON s.unit_code = n.unit_code AND s.what = n.what AND s.name = n.name
GROUP BY coalesce(n.unit_code, s.unit_code)
