-- keep_snapshot: each distinct content once.
INSERT INTO raw.snapshot (content_sha256, longest_tab, cells)
VALUES (:content_sha256, :longest_tab, :cells)
ON CONFLICT (content_sha256) DO NOTHING
