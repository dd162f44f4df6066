-- arrivals_by_day
-- Answers: when do returns come in: early, or all on the last evening? (Báo cáo về ngày nào, có dồn phút chót?)
-- Grain:   one row per day on which anything was first seen or first accepted.
-- Reads:   report.unit_standing_at.
-- Assumes: local days of our looks; a return that lay in its sheet before we looked counts on the day of the look. The
--          share is of the units that must report at the instant.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

unit AS (
    SELECT
        (s.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS submitted_on,
        (s.accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS accepted_on
    FROM asked AS a
    INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
    WHERE s.standing != 'exempt'
),

arrival AS (
    SELECT
        e.day,
        count(*) FILTER (WHERE e.what = 'submitted') AS submitted,
        count(*) FILTER (WHERE e.what = 'accepted') AS accepted
    FROM unit AS u
    CROSS JOIN LATERAL (VALUES (u.submitted_on, 'submitted'), (u.accepted_on, 'accepted')) AS e (day, what)
    WHERE e.day IS NOT NULL
    GROUP BY e.day
)

SELECT
    r.day,
    r.submitted,
    r.accepted,
    sum(r.accepted) OVER (ORDER BY r.day) AS accepted_so_far,
    round(100.0 * sum(r.accepted) OVER (ORDER BY r.day) / (SELECT count(*) FROM unit), 1) AS of_expected_pct
FROM arrival AS r
ORDER BY r.day
