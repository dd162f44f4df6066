-- industrial_zones_first
-- Answers: how do the industrial zones stand, which the letter puts first? (KCN, CCN tới đâu?)
-- Grain:   one row per answer to "is the branch in an industrial zone": yes, no, no by a blank, not given.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: where others of its sheet are marked, a blank says no; these have a row of their own, so that it can be seen
--          how much hangs on it. A branch whose sheet does not say is neither. reached is told by some branches alone:
--          its rate is of their people, reached_base.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    CASE
        WHEN v.in_industrial_zone THEN 'KCN/CCN'
        WHEN v.in_industrial_zone_assumed THEN 'ngoài KCN (để trống)'
        WHEN NOT v.in_industrial_zone THEN 'ngoài KCN'
        ELSE 'không ghi'
    END AS place,
    count(DISTINCT v.unit_code) AS units,
    count(*) AS branches,
    sum(v.people) AS people,
    sum(v.reached) AS reached,
    sum(v.people) FILTER (WHERE v.reached IS NOT NULL) AS reached_base,
    sum(v.installed) AS installed,
    round(100.0 * sum(v.installed) / nullif(sum(v.people), 0), 1) AS of_people_pct
FROM asked AS a
INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
GROUP BY v.in_industrial_zone, v.in_industrial_zone_assumed
ORDER BY v.in_industrial_zone DESC NULLS LAST, v.in_industrial_zone_assumed ASC
