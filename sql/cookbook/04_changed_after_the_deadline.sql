-- changed_after_the_deadline
-- Answers: which figures changed after the deadline, from what to what? (Số liệu nào thay đổi sau hạn?)
-- Grain:   one row per branch whose counts differ from those at its unit's cutoff: changed, added, or gone.
-- Reads:   report.unit_standing_at for each unit's cutoff, report.submission_history for both instants.
-- Assumes: what we knew just before the cutoff, not what the unit had on paper. A unit of which we knew no branch
--          then is left out: its first return is no change (who_is_late tells of it).
WITH asked AS NOT MATERIALIZED (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

due AS NOT MATERIALIZED (
    SELECT
        s.campaign,
        s.unit_code,
        s.cutoff_at,
        a.at
    FROM asked AS a
    INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
    WHERE s.cutoff_at <= a.at
),

known_then AS (
    SELECT
        h.unit_code,
        h.branch_key,
        h.branch_name,
        h.workforce,
        h.members,
        h.people,
        h.smartphone_users,
        h.reached,
        h.launch_sessions,
        h.installed
    FROM due AS d
    INNER JOIN report.submission_history AS h ON d.campaign = h.campaign AND d.unit_code = h.unit_code
    WHERE h.valid_from < d.cutoff_at AND (h.valid_to IS NULL OR h.valid_to >= d.cutoff_at)
),

known_now AS (
    SELECT
        h.unit_code,
        h.branch_key,
        h.branch_name,
        h.workforce,
        h.members,
        h.people,
        h.smartphone_users,
        h.reached,
        h.launch_sessions,
        h.installed
    FROM due AS d
    INNER JOIN report.submission_history AS h ON d.campaign = h.campaign AND d.unit_code = h.unit_code
    WHERE
        h.valid_from <= d.at AND (h.valid_to IS NULL OR h.valid_to > d.at)
        AND d.unit_code IN (SELECT k.unit_code FROM known_then AS k)
)

SELECT
    coalesce(k.unit_code, n.unit_code) AS unit_code,
    coalesce(n.branch_name, k.branch_name) AS branch_name,
    CASE
        WHEN k.branch_key IS NULL THEN 'thêm'
        WHEN n.branch_key IS NULL THEN 'rời bảng'
        ELSE 'đổi số'
    END AS change,
    k.people AS people_then,
    n.people AS people_now,
    k.smartphone_users AS smartphones_then,
    n.smartphone_users AS smartphones_now,
    k.installed AS installed_then,
    n.installed AS installed_now
FROM known_then AS k
FULL JOIN known_now AS n ON k.unit_code = n.unit_code AND k.branch_key = n.branch_key
WHERE
    (k.workforce, k.members, k.smartphone_users, k.reached, k.launch_sessions, k.installed)
    IS DISTINCT FROM (n.workforce, n.members, n.smartphone_users, n.reached, n.launch_sessions, n.installed)
ORDER BY
    coalesce(k.unit_code, n.unit_code),
    report.vietnamese_sort(coalesce(n.branch_name, k.branch_name)) COLLATE "C"
