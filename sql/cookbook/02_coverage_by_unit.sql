-- coverage_by_unit
-- Answers: how far has each unit come, against both denominators? (Tỷ lệ cài đặt trên tổng số và trên số có ĐTTM?)
-- Grain:   one row per unit with accepted figures.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: a branch that does not give its smartphone users is left out of that rate, in both its parts. Where a
--          branch gives only its members, they are its people. Refused rows are in no part of a rate, so that a unit
--          with errors is measured on its good branches alone; stale ones count with their last good figures, and how
--          many they are stands beside.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    v.unit_code,
    v.unit_name,
    count(*) AS branches,
    count(v.stale_since) AS stale_branches,
    sum(v.people) AS people,
    sum(v.installed) AS installed,
    round(100.0 * sum(v.installed) / nullif(sum(v.people), 0), 1) AS of_people_pct,
    round(
        100.0 * sum(v.installed) FILTER (WHERE v.smartphone_users IS NOT NULL) / nullif(sum(v.smartphone_users), 0), 1
    ) AS of_smartphones_pct
FROM asked AS a
INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
GROUP BY v.unit_code, v.unit_name, v.unit_sort
ORDER BY of_people_pct DESC, v.unit_sort ASC
