-- snapshot: the cells of one kept content; NULL when they were pruned.
SELECT s.cells
FROM raw.snapshot AS s
WHERE s.content_sha256 = :content_sha256
