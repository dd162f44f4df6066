-- declared_evidence
-- Answers: whose standing rests on an arrival that an operator declared? (Đơn vị nào dựa vào giờ do văn phòng ghi?)
-- Grain:   one row per unit and standing, as a count.
-- Reads:   report.unit_standing_at.
-- Assumes: is_declared_evidence means that accepted_at was declared, not seen by a look of our own.
SELECT
    s.is_declared_evidence,
    s.standing,
    count(*) AS units
FROM report.unit_standing_at('2020-09-03T17:00+07:00') AS s
WHERE s.accepted_at IS NOT NULL
GROUP BY s.is_declared_evidence, s.standing
ORDER BY s.is_declared_evidence ASC, units DESC, s.standing ASC
