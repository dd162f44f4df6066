-- claim_reminder: the intent to send, committed before the mail leaves; an occasion has one row, ever.
INSERT INTO core.reminder (
    campaign, unit_code, kind, cutoff_at, flagged_at, due_at, state, recipient, message_id, tried_at, run_id
)
VALUES (
    :campaign, :unit_code, :kind, :cutoff_at, :flagged_at, :due_at, 'sending', :recipient, :message_id, :at, :run_id
)
RETURNING reminder_id
