-- keep_snapshots: each distinct content once; one that was pruned is kept anew.
WITH content AS (
    SELECT c.*
    FROM
        unnest(cast(:hashes AS text[]), cast(:longest_tabs AS integer[]), cast(:cells AS bytea[]))
            AS c (content_sha256, longest_tab, cells)
),

kept AS (
    INSERT INTO raw.snapshot (content_sha256, longest_tab, cells)
    SELECT
        c.content_sha256,
        c.longest_tab,
        c.cells
    FROM content AS c
    ON CONFLICT (content_sha256) DO NOTHING
    RETURNING content_sha256
)

SELECT core.restore_cells(c.content_sha256, c.cells)
FROM content AS c
WHERE NOT EXISTS (SELECT 1 FROM kept AS k WHERE k.content_sha256 = c.content_sha256)
