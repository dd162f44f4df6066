-- who_is_late
-- Answers: who is late, and by how long? (Đơn vị nào trễ hạn, chậm mấy ngày?)
-- Grain:   one row per unit past its own deadline.
-- Reads:   report.unit_standing_at; for the present, report.unit_standing.
-- Assumes: days are local calendar days after the unit's own last day in time, extensions included. Units that
--          handed in late count until they did, the others until the instant of the question, or until the
--          campaign closed.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    s.unit_code,
    s.unit_name,
    s.standing_vi,
    s.days_late,
    s.original_standing_vi
FROM asked AS a
INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
WHERE s.days_late > 0
ORDER BY s.days_late DESC, s.unit_position ASC
