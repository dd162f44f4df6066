-- findings_that_recur
-- Answers: which mistakes are made more than once, and by how many units? (Lỗi nào lặp lại, ở mấy đơn vị?)
-- Grain:   one row per rule that is broken more than once now; what several units do comes first.
-- Reads:   report.finding, report.rule.
-- Assumes: report.finding holds open findings only, as of now. What was corrected and then made again, or how often a
--          mistake was ever made, cannot be asked here: closed findings stay in core.finding, which engineers see.
WITH asked AS (
    SELECT 'bluezone-2020' AS campaign
)

SELECT
    f.rule,
    r.severity,
    count(DISTINCT f.unit_code) AS units,
    count(*) AS findings,
    string_agg(DISTINCT f.unit_code, ', ' ORDER BY f.unit_code) AS where_open
FROM asked AS a
INNER JOIN report.finding AS f ON a.campaign = f.campaign
INNER JOIN report.rule AS r ON f.rule = r.rule
GROUP BY f.rule, r.severity
HAVING count(*) > 1
ORDER BY units DESC, findings DESC, f.rule ASC
