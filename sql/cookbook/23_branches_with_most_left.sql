-- branches_with_most_left
-- Answers: which ten branches should be visited first? (Mười CĐCS còn nhiều người có điện thoại mà chưa cài?)
-- Grain:   one row per branch, ten at most.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: as units_with_most_left. Equals are in the order of their unit and name; what is stale is the last good
--          figure, to be asked about before anybody goes.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    v.unit_code,
    v.branch_name,
    v.smartphone_users,
    v.installed,
    v.smartphone_users - v.installed AS remaining,
    round(v.installed_of_smartphones_pct, 2) AS installed_of_smartphones_pct,
    v.stale_since IS NOT NULL AS is_stale
FROM asked AS a
INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
WHERE v.smartphone_users > v.installed
ORDER BY remaining DESC, v.unit_code ASC, v.branch_key ASC
LIMIT 10
