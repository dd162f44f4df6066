-- branches_under_half
-- Answers: which branches have not come to half, and what do they say about it? (CĐCS nào chưa được một nửa, lý do gì?)
-- Grain:   one row per branch under half of its people, the lowest first.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: half of all people, with a smartphone or without; the rate of those who have one stands beside it. The note
--          is the branch's own; whoever wrote none has not said why.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    v.unit_code,
    v.branch_name,
    v.people,
    v.installed,
    round(v.installed_of_workforce_pct, 2) AS installed_of_workforce_pct,
    round(v.installed_of_smartphones_pct, 2) AS installed_of_smartphones_pct,
    v.note
FROM asked AS a
INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
WHERE 2 * v.installed < v.people
ORDER BY v.installed_of_workforce_pct ASC, v.unit_code ASC, v.branch_key ASC
