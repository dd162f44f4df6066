-- report.reminder_at
-- Answers: when was each unit last reminded, and how often, as of an instant?
-- Grain:   one row per unit that a reminder had left to by then.
-- Reads:   report.reminder. A reminder that did not leave, or of which that is unclear, is none.
CREATE OR REPLACE FUNCTION report.reminder_at(as_of timestamptz)
RETURNS TABLE (
    campaign text,
    unit_code text,
    unit_name text,
    kind text,
    sent_at timestamptz,
    sent_local timestamp,
    reminders integer
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT DISTINCT ON (r.campaign, r.unit_code)
        r.campaign,
        r.unit_code,
        r.unit_name,
        r.kind,
        r.sent_at,
        r.sent_local,
        (count(*) OVER (PARTITION BY r.campaign, r.unit_code))::integer AS reminders
    FROM report.reminder AS r
    WHERE r.outcome = 'sent' AND r.sent_at <= as_of
    ORDER BY r.campaign ASC, r.unit_code ASC, r.sent_at DESC;
END;

COMMENT ON FUNCTION report.reminder_at(timestamptz) IS
'The last reminder that had left to each unit by an instant, and how many had';
