-- day_of_half
-- Answers: on which day did each unit come to half? (Ngày mỗi đơn vị đạt 50%?)
-- Grain:   one row per unit; no day where it has not come to half.
-- Reads:   report.progress_daily.
-- Assumes: half of the people that the unit had reported by 24:00 of that day, whatever it reported later. It is
--          the day we learnt of it: a unit whose first return is past half came to it on that day.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        date '2020-09-03' AS last_day
)

SELECT
    p.unit_code,
    p.unit_name,
    min(p.day) FILTER (WHERE 2 * p.installed >= p.people AND p.people > 0) AS half_on
FROM asked AS a
INNER JOIN report.progress_daily AS p ON a.campaign = p.campaign AND a.last_day >= p.day
GROUP BY p.unit_code, p.unit_name, p.unit_position
ORDER BY half_on NULLS LAST, p.unit_position
