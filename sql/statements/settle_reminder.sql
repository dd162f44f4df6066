-- settle_reminder: what became of a reminder that was being sent.
UPDATE core.reminder
SET
    state = cast(:state AS text),
    reply = :reply,
    sent_at = CASE WHEN cast(:state AS text) = 'sent' THEN cast(:at AS timestamptz) END
WHERE reminder_id = :reminder_id
