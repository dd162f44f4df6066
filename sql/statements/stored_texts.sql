-- stored_texts: each text that units typed into a branch's row, once.
SELECT v.branch_name AS typed FROM core.submission AS v
-- each stored text
UNION
SELECT v.quantity AS typed FROM core.submission AS v
WHERE v.quantity IS NOT NULL
-- end
