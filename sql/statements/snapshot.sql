-- snapshot: the cells of one kept content.
SELECT s.cells
FROM raw.snapshot AS s
WHERE s.content_sha256 = :content_sha256
