-- reading_of_the_deadline
-- Answers: who would stand elsewhere if "trước ngày 29/8" were read otherwise? (Hiểu hạn khác đi thì ai đổi?)
-- Grain:   one row per unit and other reading of the deadline that moves it.
-- Reads:   report.reading_at.
-- Assumes: extensions stay as granted; only the campaign's own cutoff is read otherwise.
WITH asked AS NOT MATERIALIZED (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    r.unit_code,
    r.unit_name,
    r.standing_vi AS by_the_letter,
    r.policy AS reading,
    r.other_standing_vi AS by_that_reading
FROM asked AS a
INNER JOIN LATERAL report.reading_at(a.at) AS r ON a.campaign = r.campaign
ORDER BY r.unit_position, r.policy
