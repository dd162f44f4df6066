-- report.rule
-- Answers: which rules are there, and what does each tell the clerk?
-- Grain:   one row per rule.
-- Reads:   core.rule, which every migrate writes from the rules of all campaigns' forms.
CREATE OR REPLACE VIEW report.rule AS
SELECT
    r.rule,
    r.severity,
    r.sentence_vi
FROM core.rule AS r;

COMMENT ON TABLE core.rule IS 'The rules of all campaigns'' forms (schemas.rules), written by every migrate';
COMMENT ON VIEW report.rule IS 'The rules a return is held to';
COMMENT ON COLUMN report.rule.rule IS 'The rule''s code, as in report.finding';
COMMENT ON COLUMN report.rule.severity IS
'error: the row or return is refused; question: it waits for a yes or no; warning: accepted, shown';
COMMENT ON COLUMN report.rule.sentence_vi IS
'What the clerk is told, with {braces} where the case''s own facts go';
