-- stale_branches
-- Answers: which figures are old because the row in the sheet is bad now? (Số liệu nào là số cũ vì dòng hiện bị sai?)
-- Grain:   one row per branch whose last good figures are kept.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: the figures still count in every sum until the row is good again or leaves the sheet.
SELECT
    s.unit_code,
    s.branch_name,
    s.installed,
    s.valid_from,
    s.stale_since
FROM report.submission_at('2020-09-03T17:00+07:00') AS s
WHERE s.stale_since IS NOT NULL
ORDER BY s.unit_code, s.branch_key
