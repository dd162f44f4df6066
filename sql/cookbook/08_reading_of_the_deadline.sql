-- reading_of_the_deadline
-- Answers: who would stand elsewhere if "trước ngày 29/8" were read otherwise? (Hiểu hạn khác đi thì ai đổi?)
-- Grain:   one row per unit and other reading of the deadline that moves it.
-- Reads:   report.unit_standing_at with its second argument.
-- Assumes: extensions stay as granted; only the campaign's own cutoff is read otherwise.
WITH asked AS NOT MATERIALIZED (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

otherwise AS (
    SELECT
        p.reading,
        s.unit_code,
        s.standing,
        s.standing_vi
    FROM asked AS a
    CROSS JOIN (VALUES ('before_date'), ('through_date'), ('through_date_roll')) AS p (reading)
    INNER JOIN LATERAL report.unit_standing_at(a.at, p.reading) AS s ON a.campaign = s.campaign
)

SELECT
    own.unit_code,
    own.unit_name,
    own.standing_vi AS by_the_letter,
    o.reading,
    o.standing_vi AS by_that_reading
FROM asked AS a
INNER JOIN LATERAL report.unit_standing_at(a.at) AS own ON a.campaign = own.campaign
INNER JOIN otherwise AS o ON own.unit_code = o.unit_code AND own.standing != o.standing
ORDER BY own.unit_position, o.reading
