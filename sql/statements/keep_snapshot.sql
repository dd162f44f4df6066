-- keep_snapshot: each distinct content once; one that was pruned is kept anew.
WITH kept AS (
    INSERT INTO raw.snapshot (content_sha256, longest_tab, cells)
    VALUES (:content_sha256, :longest_tab, :cells)
    ON CONFLICT (content_sha256) DO NOTHING
    RETURNING content_sha256
)

SELECT core.restore_cells(:content_sha256, :cells)
WHERE NOT EXISTS (SELECT 1 FROM kept)
