-- stale_branches
-- Answers: which figures are old because the row in the sheet is bad now? (Số liệu nào là số cũ vì dòng hiện bị sai?)
-- Grain:   one row per branch whose last good figures are kept.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: the figures still count in every sum until the row is good again or leaves the sheet.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    v.unit_code,
    v.branch_name,
    v.installed,
    v.first_seen_local AS seen,
    v.stale_since_local AS bad_since,
    extract(DAY FROM nullif(a.at, 'infinity') - v.stale_since) AS whole_days
FROM asked AS a
INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
WHERE v.stale_since IS NOT NULL
ORDER BY v.unit_code, v.branch_sort
