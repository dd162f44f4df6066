-- stored_texts: each text that units typed into a branch's row, once.
SELECT DISTINCT t.typed
FROM core.submission AS v
CROSS JOIN LATERAL (VALUES (v.branch_name), (v.publicity), (v.note)) AS t (typed)
WHERE t.typed IS NOT NULL
