-- late_share_by_kind
-- Answers: which share of each kind of unit is late, and how much of that hangs on how the deadline is read?
--          (Mỗi khối trễ hạn bao nhiêu phần trăm, hiểu hạn khác đi thì sao?)
-- Grain:   one row per kind of unit and reading of the deadline.
-- Reads:   report.unit_standing_at with its second argument.
-- Assumes: exempt units leave the denominator. late are returns that came after the deadline, not_in those that are not
--          in order yet. Of the unverified nobody can tell: late_pct is what is proven, at_most_pct what it would be if
--          all of them were late too.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    s.unit_kind,
    p.reading,
    count(*) AS expected,
    count(*) FILTER (WHERE s.standing = 'late') AS late,
    count(*) FILTER (WHERE s.standing IN ('missing', 'needs_fix')) AS not_in,
    count(*) FILTER (WHERE s.standing = 'unverified') AS unverified,
    round(100.0 * count(*) FILTER (WHERE s.standing = 'late') / count(*), 1) AS late_pct,
    round(100.0 * count(*) FILTER (WHERE s.standing IN ('late', 'unverified')) / count(*), 1) AS at_most_pct
FROM asked AS a
CROSS JOIN (VALUES (1, 'before_date'), (2, 'through_date'), (3, 'through_date_roll')) AS p (place, reading)
INNER JOIN LATERAL report.unit_standing_at(a.at, p.reading) AS s ON a.campaign = s.campaign
WHERE s.standing != 'exempt'
GROUP BY s.unit_kind, p.place, p.reading
ORDER BY s.unit_kind, p.place
