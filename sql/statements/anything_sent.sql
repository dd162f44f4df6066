-- anything_sent: at an instant, may a place without any unit's sheet still be the right one?
--   was_read    some unit of the campaign has sent something: that is not where it lies
--   is_awaited  the deadline is ahead, or a look past it was already recorded as finding nothing
WITH deadline AS (
    SELECT core.cutoff_at(:report_before, :policy, :time_zone, :holidays) AS cutoff_at
)

SELECT
    coalesce(bool_or(o.content_sha256 IS NOT null), false) AS was_read,
    cast(:as_of AS timestamptz) < max(d.cutoff_at)
    OR coalesce(bool_or(o.outcome = 'absent' AND o.observed_at >= d.cutoff_at), false) AS is_awaited
FROM deadline AS d
LEFT JOIN raw.observation AS o ON o.campaign = :campaign
