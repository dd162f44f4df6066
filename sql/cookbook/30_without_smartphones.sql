-- without_smartphones
-- Answers: how many cannot install for want of a smartphone, and how far could a unit come at best?
--          (Bao nhiêu người không có điện thoại thông minh, tối đa đạt được bao nhiêu?)
-- Grain:   one row per unit with accepted figures, the most without first.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: only branches that say how many have a smartphone are counted, in every column; at_best_pct is the rate if
--          all of them installed.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    v.unit_code,
    v.unit_name,
    sum(v.people) AS people,
    sum(v.people - v.smartphone_users) AS without,
    round(100.0 * sum(v.people - v.smartphone_users) / nullif(sum(v.people), 0), 1) AS without_pct,
    round(100.0 * sum(v.installed) / nullif(sum(v.people), 0), 1) AS installed_pct,
    round(100.0 * sum(v.smartphone_users) / nullif(sum(v.people), 0), 1) AS at_best_pct
FROM asked AS a
INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
WHERE v.smartphone_users IS NOT NULL
GROUP BY v.unit_code, v.unit_name
ORDER BY without_pct DESC, v.unit_code ASC
