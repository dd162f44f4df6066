-- core.open_finding
-- Answers: what must each unit correct, in the words that the unit itself is told?
-- Grain:   one row per open finding.
-- Reads:   core.finding, core.unit. What only the returns of all units show together, that one is a copy of another,
--          comes from report.copies_at(now()), its words from core.rule.
CREATE OR REPLACE VIEW core.open_finding AS
SELECT
    f.campaign,
    f.unit_code,
    u.unit_name,
    u.position AS unit_position,
    f.severity,
    f.rule,
    f.cell,
    f.heading,
    f.raw_value,
    f.message_vi,
    f.first_seen_at
FROM core.finding AS f
INNER JOIN core.unit AS u ON f.campaign = u.campaign AND f.unit_code = u.unit_code
WHERE f.closed_at IS NULL
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
    NULL AS raw_value,
    replace(r.sentence_vi, '{others}', c.others) AS message_vi,
    c.since AS first_seen_at
FROM report.copies_at(now()) AS c
INNER JOIN core.unit AS u ON c.campaign = u.campaign AND c.unit_code = u.unit_code
INNER JOIN core.rule AS r ON r.rule = 'copy_of_another_unit';

COMMENT ON VIEW core.open_finding IS 'What is wrong in the units'' sheets now, as each unit itself is told';
