-- time_to_correct
-- Answers: how long does a mistake stand until it is corrected? (Mỗi loại lỗi bao lâu thì được sửa?)
-- Grain:   one row per rule that was ever broken by the instant.
-- Reads:   report.finding_history, report.rule.
-- Assumes: from the look that first saw it to the look that no longer did, so that it is no finer than our looks. A
--          mistake that left with its row counts as corrected. Open ones are in no median: see longest_open_days.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

spell AS (
    SELECT
        h.rule,
        h.unit_code,
        h.closed_at IS NULL OR h.closed_at > a.at AS is_open,
        extract(EPOCH FROM nullif(least(h.closed_at, a.at), 'infinity') - h.opened_at) / 86400 AS days
    FROM asked AS a
    INNER JOIN report.finding_history AS h ON a.campaign = h.campaign AND a.at >= h.opened_at
)

SELECT
    s.rule,
    r.severity,
    count(DISTINCT s.unit_code) AS units,
    count(*) FILTER (WHERE NOT s.is_open) AS corrected,
    round((percentile_cont(0.5) WITHIN GROUP (ORDER BY s.days) FILTER (WHERE NOT s.is_open))::numeric, 1)
        AS median_days,
    count(*) FILTER (WHERE s.is_open) AS still_open,
    round(max(s.days) FILTER (WHERE s.is_open), 1) AS longest_open_days
FROM spell AS s
INNER JOIN report.rule AS r ON s.rule = r.rule
GROUP BY s.rule, r.severity
ORDER BY still_open DESC, longest_open_days DESC, s.rule ASC
