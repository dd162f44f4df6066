-- lock_campaign: two runs of one campaign take turns at changing core, whichever machine they run on.
SELECT pg_advisory_xact_lock(hashtextextended('bluezone.campaign.' || :campaign, 0))
