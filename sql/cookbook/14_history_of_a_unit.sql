-- history_of_a_unit
-- Answers: how did one unit's figures come about, branch by branch? (Số liệu từng CĐCS thay đổi thế nào?)
-- Grain:   one row per version of a branch of that unit.
-- Reads:   report.submission_history.
-- Assumes: until is exclusive, empty while the figures hold; a stale version repeats the last good figures, and
--          first_seen says since when those are known. For one branch alone, add its branch_key, as report.submission
--          shows it.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        '650' AS unit_code
)

SELECT
    h.branch_name,
    h.people,
    h.smartphone_users,
    h.installed,
    h.valid_from_local AS since,
    h.valid_to_local AS until,
    h.first_seen_local AS first_seen,
    h.stale_since IS NOT NULL AS is_stale
FROM asked AS a
INNER JOIN report.submission_history AS h ON a.campaign = h.campaign AND a.unit_code = h.unit_code
ORDER BY h.branch_sort, h.valid_from
