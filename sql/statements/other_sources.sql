-- other_sources: whether a campaign was collected from anywhere but the named sources.
SELECT EXISTS (
    SELECT FROM raw.collection_run AS r
    WHERE r.campaign = :campaign AND NOT (r.source = ANY(:sources))
) AS is_real
