-- last_told: the content that a sheet was last told of.
SELECT t.content_sha256
FROM core.told_sheet AS t
WHERE t.sheet_id = :sheet_id
