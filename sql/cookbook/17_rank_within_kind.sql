-- rank_within_kind
-- Answers: how do units rank among their own kind? (Xếp hạng trong từng khối: cấp huyện, ngành, trực thuộc?)
-- Grain:   one row per unit that reported, on time or late.
-- Reads:   report.unit_standing_at, report.submission_at.
-- Assumes: ranked by installed in percent of people; equals share a rank. Units whose return is not complete
--          and valid yet are not ranked: their good branches alone would flatter them.
WITH asked AS NOT MATERIALIZED (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

coverage AS (
    SELECT
        v.unit_code,
        round(100.0 * sum(v.installed) / nullif(sum(v.people), 0), 1) AS of_people_pct
    FROM asked AS a
    INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
    GROUP BY v.unit_code
)

SELECT
    s.unit_kind,
    rank() OVER (PARTITION BY s.unit_kind ORDER BY c.of_people_pct DESC NULLS LAST) AS place,
    s.unit_code,
    s.unit_name,
    c.of_people_pct,
    s.standing_vi
FROM asked AS a
INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
INNER JOIN coverage AS c ON s.unit_code = c.unit_code
WHERE s.standing IN ('on_time', 'late')
ORDER BY s.unit_kind, place, s.unit_position
