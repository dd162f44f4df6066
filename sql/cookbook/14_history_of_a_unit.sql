-- history_of_a_unit
-- Answers: how did one unit's figures come about, branch by branch? (Số liệu từng CĐCS thay đổi thế nào?)
-- Grain:   one row per version of a branch of that unit.
-- Reads:   report.submission_history.
-- Assumes: until is exclusive, empty while the figures hold; a stale version repeats the last good figures. For one
--          branch alone, add its branch_key, as report.submission shows it.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        '650' AS unit_code
)

SELECT
    h.branch_name,
    h.people AS workforce,
    h.smartphone_users,
    h.installed,
    h.valid_from AT TIME ZONE 'Asia/Ho_Chi_Minh' AS since,
    h.valid_to AT TIME ZONE 'Asia/Ho_Chi_Minh' AS until,
    h.stale_since IS NOT NULL AS is_stale
FROM asked AS a
INNER JOIN report.submission_history AS h ON a.campaign = h.campaign AND a.unit_code = h.unit_code
ORDER BY h.branch_key, h.valid_from
