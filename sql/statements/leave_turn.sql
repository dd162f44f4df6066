-- leave_turn: the next run of the campaign may begin.
SELECT pg_advisory_unlock(hashtextextended('bluezone.turn.' || :campaign, 0))
