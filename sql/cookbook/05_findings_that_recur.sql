-- findings_that_recur
-- Answers: which mistakes do several units make? (Lỗi nào lặp lại ở nhiều đơn vị?)
-- Grain:   one row per rule that is broken more than once.
-- Reads:   report.finding, report.rule.
-- Assumes: open findings only; one that was corrected is no longer there.
SELECT
    f.rule,
    r.severity,
    count(*) AS findings,
    count(DISTINCT f.unit_code) AS units
FROM report.finding AS f
INNER JOIN report.rule AS r ON f.rule = r.rule
GROUP BY f.rule, r.severity
HAVING count(*) > 1
ORDER BY findings DESC, f.rule ASC
