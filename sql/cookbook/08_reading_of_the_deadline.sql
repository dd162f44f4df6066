-- reading_of_the_deadline
-- Answers: who would stand elsewhere if "trước ngày 29/8" were read otherwise? (Hiểu hạn khác đi thì ai đổi?)
-- Grain:   one row per unit and other reading of the deadline that moves it.
-- Reads:   report.unit_standing_at with its second argument.
-- Assumes: extensions stay as granted; only the campaign's own cutoff is read otherwise.
WITH otherwise AS (
    SELECT
        p.reading,
        s.*
    FROM (VALUES ('through_date'), ('through_date_roll')) AS p (reading)
    CROSS JOIN LATERAL report.unit_standing_at('2020-09-03T17:00+07:00', p.reading) AS s
)

SELECT
    own.unit_code,
    own.unit_name,
    own.standing_vi AS by_the_letter,
    o.reading,
    o.standing_vi AS by_that_reading
FROM report.unit_standing_at('2020-09-03T17:00+07:00') AS own
INNER JOIN otherwise AS o
    ON own.campaign = o.campaign AND own.unit_code = o.unit_code AND own.standing != o.standing
ORDER BY own.unit_position, o.reading
