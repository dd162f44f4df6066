-- coverage_by_unit
-- Answers: how far has each unit come, against both denominators? (Tỷ lệ cài đặt trên tổng số và trên số có ĐTTM?)
-- Grain:   one row per unit with accepted figures.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: a branch that does not give its smartphone users is left out of that rate, in both its parts. Where a
--          branch gives only its members, they stand for its workforce.
SELECT
    s.unit_code,
    s.unit_name,
    sum(s.installed) AS installed,
    round(100.0 * sum(s.installed) / nullif(sum(coalesce(s.workforce, s.members)), 0), 1) AS of_workforce_pct,
    round(
        100.0 * sum(s.installed) FILTER (WHERE s.smartphone_users IS NOT NULL) / nullif(sum(s.smartphone_users), 0), 1
    ) AS of_smartphones_pct
FROM report.submission_at('2020-09-03T17:00+07:00') AS s
GROUP BY s.unit_code, s.unit_name
ORDER BY of_workforce_pct DESC, s.unit_code ASC
