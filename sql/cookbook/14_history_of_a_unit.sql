-- history_of_a_unit
-- Answers: how did one unit's figures come about? (Số liệu của một đơn vị đã thay đổi thế nào?)
-- Grain:   one row per version of a branch of that unit.
-- Reads:   report.submission_history.
-- Assumes: valid_to is exclusive, NULL while the figures hold; a stale version repeats the last good figures.
SELECT
    h.branch_name,
    h.installed,
    h.valid_from,
    h.valid_to,
    h.stale_since IS NOT NULL AS is_stale
FROM report.submission_history AS h
WHERE h.campaign = 'bluezone-2020' AND h.unit_code = '650'
ORDER BY h.branch_key, h.valid_from
