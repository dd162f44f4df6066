-- findings_at: what the units had to correct at an instant, as each of them was told.
-- Edge:    a look of before that was folded after the instant is heeded, as in every answer about an instant.
SELECT
    f.campaign,
    f.unit_code,
    u.unit_name,
    u.position AS unit_position,
    f.severity,
    f.rule,
    f.cell,
    f.heading,
    f.message_vi,
    f.first_seen_at
FROM core.finding AS f
INNER JOIN core.unit AS u ON f.campaign = u.campaign AND f.unit_code = u.unit_code
WHERE
    f.campaign = :campaign AND f.first_seen_at <= :as_of
    AND (f.closed_at IS NULL OR f.closed_at > :as_of)
UNION ALL
SELECT
    c.campaign,
    c.unit_code,
    u.unit_name,
    u.position AS unit_position,
    r.severity,
    r.rule,
    NULL AS cell,
    NULL AS heading,
    replace(r.sentence_vi, '{others}', c.others) AS message_vi,
    c.since AS first_seen_at
FROM report.copies_at(:as_of) AS c
INNER JOIN core.unit AS u ON c.campaign = u.campaign AND c.unit_code = u.unit_code
INNER JOIN core.rule AS r ON r.rule = 'copy_of_another_unit'
WHERE c.campaign = :campaign
ORDER BY unit_position, severity, cell, rule
