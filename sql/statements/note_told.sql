-- note_told: a sheet was told of a content just now.
INSERT INTO core.told_sheet (sheet_id, content_sha256) VALUES (:sheet_id, :content_sha256)
ON CONFLICT (sheet_id) DO UPDATE SET content_sha256 = excluded.content_sha256, told_at = clock_timestamp()
