-- kept_looks: how many looks were not at the named sources, at how many units' sheets, and when the last one was.
SELECT
    count(*) AS looks,
    count(DISTINCT concat_ws(' ', o.campaign, o.unit_code)) AS units,
    max(o.observed_at) AS last_at
FROM raw.observation AS o
INNER JOIN raw.collection_run AS r ON o.run_id = r.run_id
WHERE NOT (r.source = any(:fiction))
