-- report.reminder
-- Answers: which units were reminded, of what, when, and did the mail leave?
-- Grain:   one row per unit and occasion that a run tried to send; what is only due is not here.
-- Reads:   core.reminder, core.unit, core.campaign for its clock; the address stays in core.
CREATE OR REPLACE VIEW report.reminder AS
SELECT
    r.campaign,
    r.unit_code,
    u.unit_name,
    u.position AS unit_position,
    r.kind,
    r.cutoff_at,
    r.due_at,
    r.sent_at,
    r.state AS outcome,
    r.attempts,
    r.cutoff_at AT TIME ZONE c.time_zone AS cutoff_local,
    r.due_at AT TIME ZONE c.time_zone AS due_local,
    r.sent_at AT TIME ZONE c.time_zone AS sent_local,
    u.unit_sort
FROM core.reminder AS r
INNER JOIN core.unit AS u ON r.campaign = u.campaign AND r.unit_code = u.unit_code
INNER JOIN core.campaign AS c ON r.campaign = c.campaign;

COMMENT ON VIEW report.reminder IS 'Reminders to the units by e-mail: one row for each occasion';
COMMENT ON COLUMN report.reminder.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.reminder.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.reminder.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.reminder.unit_position IS 'Place of the unit in the roster';
COMMENT ON COLUMN report.reminder.kind IS
't_minus_N: N days before the unit''s own cutoff; flag: once for each flag of a unit past it; '
'question: once, past it, to a unit whose return only waits for an answer';
COMMENT ON COLUMN report.reminder.cutoff_at IS 'The unit''s cutoff that the reminder named, exclusive';
COMMENT ON COLUMN report.reminder.due_at IS 'From when it was due: days before the cutoff, or when the flag was raised';
COMMENT ON COLUMN report.reminder.sent_at IS 'When the mail server took it over; NULL unless outcome is sent';
COMMENT ON COLUMN report.reminder.outcome IS
'sent; refused: the server will not take it, see the address; deferred: tried again by the next run; unclear or '
'sending: the mail may or may not have left, a person decides';
COMMENT ON COLUMN report.reminder.attempts IS 'How often it was handed to the mail server';
COMMENT ON COLUMN report.reminder.cutoff_local IS 'cutoff_at by the campaign''s clock';
COMMENT ON COLUMN report.reminder.due_local IS 'due_at by the campaign''s clock';
COMMENT ON COLUMN report.reminder.sent_local IS 'sent_at by the campaign''s clock';
COMMENT ON COLUMN report.reminder.unit_sort IS
'The unit''s name as a key that sorts as Vietnamese does in any database: ORDER BY unit_sort';
