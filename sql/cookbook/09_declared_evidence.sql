-- declared_evidence
-- Answers: whose standing rests on an arrival that an operator declared? (Đơn vị nào dựa vào giờ do văn phòng ghi?)
-- Grain:   one row per unit whose first complete valid return was declared rather than seen by a look of our own.
-- Reads:   report.unit_standing_at.
-- Assumes: these are the standings to hold against e-mail or the post book; who declared what is in
--          raw.observation, which engineers see. The whole demonstration is declared, so every return is here.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    s.unit_code,
    s.unit_name,
    s.standing_vi,
    s.absent_local AS still_absent,
    s.accepted_local AS declared_arrival
FROM asked AS a
INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
WHERE s.is_declared_evidence
ORDER BY s.unit_position
