-- day_of_half
-- Answers: on which day did each unit pass half? (Ngày mỗi đơn vị vượt 50%?)
-- Grain:   one row per unit; no day where it has not passed half.
-- Reads:   report.progress_daily.
-- Assumes: half of the workforce that the unit had reported by the end of that day.
SELECT
    p.unit_code,
    p.unit_name,
    min(p.day) FILTER (WHERE 2 * p.installed >= p.workforce AND p.workforce > 0) AS passed_half_on
FROM report.progress_daily AS p
WHERE p.day <= '2020-09-03'
GROUP BY p.unit_code, p.unit_name, p.unit_position
ORDER BY passed_half_on NULLS LAST, p.unit_position
