-- may_be_empty: at an instant, may a place without any unit's sheet still be the right one?
--   Not once some unit of the campaign has sent something: that is not where it lies. Else while the deadline is ahead,
--   or when a look past it was already recorded as finding nothing.
WITH deadline AS (
    SELECT core.cutoff_at(:report_before, :policy, :time_zone, :holidays) AS cutoff_at
)

SELECT
    count(o.content_sha256) = 0
    AND (
        cast(:as_of AS timestamptz) < max(d.cutoff_at)
        OR coalesce(bool_or(o.outcome = 'absent' AND o.observed_at >= d.cutoff_at), false)
    ) AS may_be_empty
FROM deadline AS d
LEFT JOIN raw.observation AS o ON o.campaign = :campaign
