-- changed_since_yesterday
-- Answers: what changed since yesterday, unit by unit? (Từ hôm qua đến nay đơn vị nào có gì mới?)
-- Grain:   one row per unit of which anything changed in the 24 hours before the instant.
-- Reads:   report.unit_standing_at, report.submission_history, report.finding_history.
-- Assumes: branches and installed are by how much they rose or fell. A standing also changes by the clock alone, when
--          the deadline passes. A finding that came and went within the day is in both of the last columns.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-08-31T17:00+07:00' AS at,
        timestamptz '2020-08-31T17:00+07:00' - interval '1 day' AS since
),

version AS (
    SELECT
        h.unit_code,
        h.installed,
        h.valid_from <= a.since AND (h.valid_to IS NULL OR h.valid_to > a.since) AS held_then,
        h.valid_from <= a.at AND (h.valid_to IS NULL OR h.valid_to > a.at) AS holds_now
    FROM asked AS a
    INNER JOIN report.submission_history AS h ON a.campaign = h.campaign
),

figures AS (
    SELECT
        v.unit_code,
        count(*) FILTER (WHERE v.holds_now) - count(*) FILTER (WHERE v.held_then) AS branches,
        coalesce(sum(v.installed) FILTER (WHERE v.holds_now), 0)
        - coalesce(sum(v.installed) FILTER (WHERE v.held_then), 0) AS installed
    FROM version AS v
    GROUP BY v.unit_code
),

findings AS (
    SELECT
        h.unit_code,
        count(*) FILTER (WHERE h.opened_at > a.since AND h.opened_at <= a.at) AS opened,
        count(*) FILTER (WHERE h.closed_at > a.since AND h.closed_at <= a.at) AS closed
    FROM asked AS a
    INNER JOIN report.finding_history AS h ON a.campaign = h.campaign
    GROUP BY h.unit_code
)

SELECT
    n.unit_code,
    n.unit_name,
    t.standing_vi AS standing_then,
    n.standing_vi AS standing_now,
    coalesce(g.branches, 0) AS branches,
    coalesce(g.installed, 0) AS installed,
    coalesce(f.opened, 0) AS findings_opened,
    coalesce(f.closed, 0) AS findings_closed
FROM asked AS a
INNER JOIN LATERAL report.unit_standing_at(a.at) AS n ON a.campaign = n.campaign
INNER JOIN LATERAL report.unit_standing_at(a.since) AS t
    ON a.campaign = t.campaign AND n.unit_code = t.unit_code
LEFT JOIN figures AS g ON n.unit_code = g.unit_code
LEFT JOIN findings AS f ON n.unit_code = f.unit_code
WHERE
    n.standing_vi != t.standing_vi OR g.branches != 0 OR g.installed != 0 OR f.opened > 0 OR f.closed > 0
ORDER BY n.unit_position
