-- reminding_turn: whether this run alone sends the campaign's reminders, until its transaction ends.
-- A lock of its own: a collection must not wait for a mail server. The transaction stays idle while mail leaves.
SELECT
    pg_try_advisory_xact_lock(hashtextextended('bluezone.reminding.' || :campaign, 0)) AS is_ours,
    set_config('idle_in_transaction_session_timeout', '0', TRUE) AS patience
