-- pruned_contents: which of some contents, by their hashes, have no cells any more.
SELECT n.content_sha256
FROM raw.snapshot AS n
WHERE n.content_sha256 = any(:hashes) AND n.pruned_at IS NOT NULL
