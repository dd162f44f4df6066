-- sheet_origins: where the latest content of each unit's sheet was found, as of an instant.
--   origin     a spreadsheet's id, or a workbook's file name
--   is_google  whether it is a spreadsheet's id
SELECT DISTINCT ON (o.unit_code)
    o.unit_code,
    o.origin,
    r.source = 'google' AS is_google
FROM raw.observation AS o
INNER JOIN raw.collection_run AS r ON o.run_id = r.run_id
WHERE o.campaign = :campaign AND o.content_sha256 IS NOT NULL AND o.observed_at <= :as_of
ORDER BY o.unit_code ASC, o.observed_at DESC, o.observation_id DESC
