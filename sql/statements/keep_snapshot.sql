-- keep_snapshot: each distinct content once.
INSERT INTO raw.snapshot (content_sha256, cells)
VALUES (:content_sha256, :cells)
ON CONFLICT (content_sha256) DO NOTHING
