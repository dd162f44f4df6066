-- units_we_cannot_read
-- Answers: whose sheet can we not read, and since when? (Bảng của ai không đọc được, từ bao giờ?)
-- Grain:   one row per unit that cannot be read.
-- Reads:   report.unit_standing_at; who must act is in report.collection_run.detail.
-- Assumes: such a unit stands where the evidence before puts it; our trouble never makes it missing.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-08-29T00:05+07:00' AS at
)

SELECT
    s.unit_code,
    s.unit_name,
    s.standing_vi,
    s.unreadable_since_local AS unreadable_since
FROM asked AS a
INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
WHERE s.unreadable_since IS NOT NULL
ORDER BY s.unit_position
