-- origins: where the latest content of each unit's sheet was found, as of an instant.
--   origin     a spreadsheet's id, or a workbook's file name
--   is_google  whether it is a spreadsheet's id
SELECT
    o.unit_code,
    o.origin,
    r.source = 'google' AS is_google
FROM core.unit AS u
INNER JOIN LATERAL core.last_content_at(u.campaign, u.unit_code, :as_of) AS o ON TRUE
INNER JOIN raw.collection_run AS r ON o.run_id = r.run_id
WHERE u.campaign = :campaign
