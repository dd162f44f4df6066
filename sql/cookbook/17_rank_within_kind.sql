-- rank_within_kind
-- Answers: how do units rank among their own kind? (Xếp hạng trong từng khối: cấp huyện, ngành, trực thuộc?)
-- Grain:   one row per unit that owes and is not exempt.
-- Reads:   report.ranking_at.
-- Assumes: ranked by the first rate of the form, installed in percent of people; equal fractions share a rank. Units
--          whose return is not complete and valid yet are not ranked: their good branches alone would flatter them.
WITH asked AS NOT MATERIALIZED (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    r.unit_kind,
    r.rank,
    r.ties,
    r.unit_code,
    r.unit_name,
    r.part,
    r.whole,
    round(r.points, 2) AS points,
    r.unranked_vi
FROM asked AS a
INNER JOIN LATERAL report.ranking_at(a.at) AS r ON a.campaign = r.campaign
WHERE r.rate_position = 1
ORDER BY r.unit_kind, r.rank, r.unit_position
