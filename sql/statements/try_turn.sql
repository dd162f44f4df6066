-- try_turn: take the campaign's turn if nobody has it; it ends with the session, however that ends.
--   Another lock than lock_campaign's, which a run takes and leaves many times within its turn.
SELECT pg_try_advisory_lock(hashtextextended('bluezone.turn.' || :campaign, 0))
