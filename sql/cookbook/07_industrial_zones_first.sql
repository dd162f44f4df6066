-- industrial_zones_first
-- Answers: how do the industrial zones stand, which the letter puts first? (KCN, CCN tới đâu?)
-- Grain:   one row per answer to "is the branch in an industrial zone": yes, no, not given.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: a branch whose sheet does not say is neither; it has its own row.
SELECT
    CASE s.in_industrial_zone WHEN TRUE THEN 'KCN/CCN' WHEN FALSE THEN 'ngoài KCN' ELSE 'không ghi' END AS place,
    count(*) AS branches,
    sum(s.reached) AS reached,
    sum(s.installed) AS installed,
    round(100.0 * sum(s.installed) / nullif(sum(coalesce(s.workforce, s.members)), 0), 1) AS of_workforce_pct
FROM report.submission_at('2020-09-03T17:00+07:00') AS s
GROUP BY s.in_industrial_zone
ORDER BY s.in_industrial_zone DESC NULLS LAST
