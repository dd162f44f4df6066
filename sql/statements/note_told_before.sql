-- note_told_before: a sheet was told of a content at some time; what is noted already is newer.
INSERT INTO core.told_sheet (sheet_id, content_sha256) VALUES (:sheet_id, :content_sha256)
ON CONFLICT (sheet_id) DO NOTHING
