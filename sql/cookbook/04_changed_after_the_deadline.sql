-- changed_after_the_deadline
-- Answers: which figures changed after the deadline? (Số liệu nào thay đổi sau hạn?)
-- Grain:   one row per branch known at its unit's cutoff whose installed count differs now, or that is gone.
-- Reads:   report.unit_standing_at for each unit's cutoff, report.submission_history for both instants.
-- Assumes: what we knew at the cutoff, not what the unit had on paper.
WITH at_cutoff AS (
    SELECT h.*
    FROM report.submission_history AS h
    INNER JOIN report.unit_standing_at('2020-09-03T17:00+07:00') AS s
        ON h.campaign = s.campaign AND h.unit_code = s.unit_code
    WHERE h.valid_from < s.cutoff_at AND (h.valid_to IS NULL OR h.valid_to >= s.cutoff_at)
)

SELECT
    c.unit_code,
    c.branch_name,
    c.installed AS installed_at_cutoff,
    n.installed AS installed_now
FROM at_cutoff AS c
LEFT JOIN report.submission_at('2020-09-03T17:00+07:00') AS n
    ON c.campaign = n.campaign AND c.unit_code = n.unit_code AND c.branch_key = n.branch_key
WHERE c.installed IS DISTINCT FROM n.installed
ORDER BY c.unit_code, c.branch_key
