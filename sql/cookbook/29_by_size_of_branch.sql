-- by_size_of_branch
-- Answers: do small branches come further than large ones? (CĐCS nhỏ hay CĐCS lớn cài được nhiều hơn?)
-- Grain:   one row per class of size; most is NULL for the open one.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: size is people. The rate of a class is of all its people together; the least and the most of single branches
--          beside it show how far they lie apart.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    c.least,
    c.most,
    count(*) AS branches,
    sum(v.people) AS people,
    sum(v.installed) AS installed,
    round(100.0 * sum(v.installed) / nullif(sum(v.people), 0), 1) AS of_people_pct,
    round(min(v.installed_of_workforce_pct), 2) AS lowest_pct,
    round(max(v.installed_of_workforce_pct), 2) AS highest_pct
FROM asked AS a
INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
INNER JOIN (VALUES (0, 19), (20, 49), (50, 99), (100, 199), (200, NULL)) AS c (least, most)
    ON v.people >= c.least AND (c.most IS NULL OR v.people <= c.most)
GROUP BY c.least, c.most
ORDER BY c.least
