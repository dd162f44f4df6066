-- claim_reminder_again: another try at an occasion whose mail did not leave, or may not have; the Message-ID stays.
UPDATE core.reminder AS r
SET
    state = 'sending',
    recipient = :recipient,
    tried_at = :at,
    run_id = :run_id,
    attempts = r.attempts + 1,
    reply = ''
WHERE r.reminder_id = :reminder_id AND r.state <> 'sent'
RETURNING r.reminder_id
