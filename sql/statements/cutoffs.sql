-- cutoffs: the instant of a campaign's deadline under each reading, and whether it is the campaign's own.
SELECT
    p.policy,
    core.cutoff_at(:report_before, p.policy, :time_zone, :holidays) AS cutoff_at,
    p.policy = :policy AS is_own
FROM unnest(ARRAY['before_date', 'through_date', 'through_date_roll']) AS p (policy)
