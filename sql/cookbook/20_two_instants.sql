-- two_instants
-- Answers: what was, what is, and what is the difference? (Hai thời điểm: khi ấy bao nhiêu, nay bao nhiêu?)
-- Grain:   one row per figure of the campaign's summary.
-- Reads:   report.campaign_summary_at.
-- Assumes: each instant answers as if asked then; a decision of between counts at the second alone. A difference of two
--          percentages is in points, and part of it may be that other branches have reported.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-08-28T17:00+07:00' AS earlier_at,
        timestamptz '2020-09-03T17:00+07:00' AS later_at
)

SELECT
    f.figure,
    trim_scale(round(f.earlier, 2)) AS earlier,
    trim_scale(round(f.later, 2)) AS later,
    trim_scale(round(f.later - f.earlier, 2)) AS difference
FROM asked AS a
INNER JOIN LATERAL report.campaign_summary_at(a.earlier_at) AS e ON a.campaign = e.campaign
INNER JOIN LATERAL report.campaign_summary_at(a.later_at) AS l ON a.campaign = l.campaign
INNER JOIN LATERAL (
    VALUES
    (1, 'đơn vị phải báo cáo', e.expected, l.expected),
    (2, 'đúng hạn', e.on_time, l.on_time),
    (3, 'trễ hạn', e.late, l.late),
    (4, 'cần sửa', e.needs_fix, l.needs_fix),
    (5, 'cần xác minh', e.unverified, l.unverified),
    (6, 'chưa báo cáo', e.missing, l.missing),
    (7, 'chưa đến hạn', e.not_due, l.not_due),
    (8, 'CĐCS', e.branches, l.branches),
    (9, 'tổng số người', e.people, l.people),
    (10, 'có điện thoại thông minh', e.smartphone_users, l.smartphone_users),
    (11, 'đã cài đặt', e.installed, l.installed),
    (12, '% tổng số', e.installed_of_workforce_pct, l.installed_of_workforce_pct),
    (13, '% người có điện thoại thông minh', e.installed_of_smartphones_pct, l.installed_of_smartphones_pct)
) AS f (place, figure, earlier, later) ON TRUE
ORDER BY f.place
