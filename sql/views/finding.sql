-- report.finding
-- Answers: what must each unit correct, in which cell?
-- Grain:   one row per open finding.
-- Reads:   core.finding, core.unit; the value as typed stays in core. What only the returns of all units show
--          together, that one is a copy of another, comes from report.copies_at(now()), its words from core.rule.
CREATE OR REPLACE VIEW report.finding AS
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
    replace(r.sentence_vi, '{others}', c.others) AS message_vi,
    c.since AS first_seen_at
FROM report.copies_at(now()) AS c
INNER JOIN core.unit AS u ON c.campaign = u.campaign AND c.unit_code = u.unit_code
INNER JOIN core.rule AS r ON r.rule = 'copy_of_another_unit';

COMMENT ON VIEW report.finding IS 'What is wrong in the units'' sheets now, and what to type instead';
COMMENT ON COLUMN report.finding.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.finding.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.finding.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.finding.unit_position IS 'Place of the unit in the roster';
COMMENT ON COLUMN report.finding.severity IS
'error: the row or return is refused; warning: accepted and shown';
COMMENT ON COLUMN report.finding.rule IS 'Code of the rule, as in schemas.finding';
COMMENT ON COLUMN report.finding.cell IS 'A1 address in the unit''s tab; NULL when the whole return is meant';
COMMENT ON COLUMN report.finding.heading IS 'The column''s heading as typed; NULL when no column is meant, or pruned';
COMMENT ON COLUMN report.finding.message_vi IS 'One sentence for the clerk: what is wrong, what to type';
COMMENT ON COLUMN report.finding.first_seen_at IS 'First look that saw it';
