-- amended_after_cutoff
-- Answers: which units changed their return after the deadline, and how much? (Đơn vị nào sửa báo cáo sau hạn?)
-- Grain:   one row per unit with amended_after_cutoff.
-- Reads:   report.unit_standing_at, report.submission_history.
-- Assumes: a correction changes no standing. opened and closed count versions of branches from the cutoff on: a changed
--          figure, or a row gone bad, is one of each, a branch that left is one closed, a new one is one opened.
WITH asked AS NOT MATERIALIZED (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

amended AS (
    SELECT
        s.*,
        a.at
    FROM asked AS a
    INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
    WHERE s.amended_after_cutoff
)

SELECT
    m.unit_code,
    m.unit_name,
    m.standing_vi,
    count(*) FILTER (WHERE h.valid_from >= m.cutoff_at AND h.valid_from > m.accepted_at) AS opened,
    count(*) FILTER (WHERE h.valid_to >= m.cutoff_at AND h.valid_to > m.accepted_at AND h.valid_to <= m.at) AS closed,
    sum(h.installed) FILTER (
        WHERE h.valid_from < m.cutoff_at AND (h.valid_to IS NULL OR h.valid_to >= m.cutoff_at)
    ) AS installed_then,
    sum(h.installed) FILTER (WHERE h.valid_to IS NULL OR h.valid_to > m.at) AS installed_now
FROM amended AS m
INNER JOIN report.submission_history AS h
    ON m.campaign = h.campaign AND m.unit_code = h.unit_code AND m.at >= h.valid_from
GROUP BY m.unit_code, m.unit_name, m.unit_position, m.standing_vi
ORDER BY m.unit_position
