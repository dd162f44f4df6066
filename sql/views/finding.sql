-- report.finding
-- Answers: what must each unit correct, in which cell?
-- Grain:   one row per open finding of a unit that owes now.
-- Reads:   core.shown_finding, core.roster_at(now()); core.campaign for its clock.
-- Edge:    what somebody typed is the unit's to see: … stands in its place.
CREATE OR REPLACE VIEW report.finding AS
SELECT
    f.campaign,
    f.unit_code,
    f.unit_name,
    f.unit_position,
    f.severity,
    f.rule,
    f.cell,
    f.heading,
    f.message_vi,
    f.first_seen_at,
    f.first_seen_at AT TIME ZONE c.time_zone AS first_seen_local,
    u.unit_sort
FROM core.shown_finding AS f
INNER JOIN core.roster_at(now()) AS u ON f.campaign = u.campaign AND f.unit_code = u.unit_code
INNER JOIN core.campaign AS c ON f.campaign = c.campaign
WHERE f.is_of_now;

COMMENT ON VIEW report.finding IS 'What is wrong in the units'' sheets now, and what to type instead';
COMMENT ON COLUMN report.finding.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.finding.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.finding.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.finding.unit_position IS 'Place of the unit in the roster';
COMMENT ON COLUMN report.finding.severity IS
'error: the row or return is refused; question: it waits for a yes or no; warning: accepted and shown';
COMMENT ON COLUMN report.finding.rule IS 'Code of the rule, as in report.rule';
COMMENT ON COLUMN report.finding.cell IS 'A1 address in the unit''s tab; NULL when the whole return is meant';
COMMENT ON COLUMN report.finding.heading IS
'The column''s heading; NULL when no column is meant, where the heading itself is wrong, or pruned';
COMMENT ON COLUMN report.finding.message_vi IS 'One sentence: what is wrong, what to type; … stands for what was typed';
COMMENT ON COLUMN report.finding.first_seen_at IS 'First look that saw it';
COMMENT ON COLUMN report.finding.first_seen_local IS 'first_seen_at by the campaign''s clock';
COMMENT ON COLUMN report.finding.unit_sort IS
'The unit''s name as a key that sorts as Vietnamese does in any database: ORDER BY unit_sort';
