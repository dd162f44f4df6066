-- prune_reminders: the addresses that reminders went to before an instant. What was sent, when, and that it was stays.
UPDATE core.reminder AS r
SET recipient = '…'
WHERE r.campaign = :campaign AND r.tried_at < :before AND r.recipient != '…'
