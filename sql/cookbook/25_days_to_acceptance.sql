-- days_to_acceptance
-- Answers: how long does it take from a unit's first return to one that can be accepted? (Từ nộp đến đạt mấy ngày?)
-- Grain:   one row per unit whose first return could not be accepted as it was.
-- Reads:   report.unit_standing_at, report.finding_history.
-- Assumes: calendar days in the campaign's time zone, Viet Nam's here; the instants are those of our looks. Without an
--          accepted return the days run until the instant; at infinity they have no number. corrected counts errors and
--          questions that were closed.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

corrected AS (
    SELECT
        h.unit_code,
        count(*) AS findings
    FROM asked AS a
    INNER JOIN report.finding_history AS h ON a.campaign = h.campaign AND a.at >= h.closed_at
    WHERE h.severity != 'warning'
    GROUP BY h.unit_code
),

unit AS (
    SELECT
        s.*,
        (s.submitted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS first_on,
        (s.accepted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS good_on,
        (nullif(a.at, 'infinity') AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS today
    FROM asked AS a
    INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
    WHERE s.submitted_at IS NOT NULL AND s.accepted_at IS DISTINCT FROM s.submitted_at
)

SELECT
    u.unit_code,
    u.unit_name,
    u.first_on,
    u.good_on,
    coalesce(u.good_on, u.today) - u.first_on AS days,
    coalesce(c.findings, 0) AS corrected,
    u.open_errors + u.open_questions AS still_open
FROM unit AS u
LEFT JOIN corrected AS c ON u.unit_code = c.unit_code
ORDER BY days DESC NULLS LAST, u.unit_position ASC
