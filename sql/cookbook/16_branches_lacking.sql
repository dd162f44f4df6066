-- branches_lacking
-- Answers: how many branches has each unit reported, of how many? (Mỗi đơn vị báo cáo được mấy CĐCS trên tổng số?)
-- Grain:   one row per unit that owes a return.
-- Reads:   report.unit_standing_at.
-- Assumes: branches_expected is the roster's; where the roster does not know it, nothing is said to be lacking, and
--          the sheet's own refused rows (open_errors) are the only sign. More than expected shows as a negative.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    s.unit_code,
    s.unit_name,
    s.branches_accepted,
    s.branches_expected,
    s.branches_expected - s.branches_accepted AS lacking,
    s.open_errors
FROM asked AS a
INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
WHERE s.standing != 'exempt'
ORDER BY lacking DESC NULLS LAST, s.open_errors DESC, s.unit_position ASC
