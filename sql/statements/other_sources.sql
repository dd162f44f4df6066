-- other_sources: whether a campaign was collected from anywhere but the named sources.
SELECT exists(
    SELECT 1 FROM raw.collection_run AS r
    WHERE r.campaign = :campaign AND NOT (r.source = any(:sources))
) AS is_real
