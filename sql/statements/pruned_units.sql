-- pruned_units: those of some units that have a pruned content among their looks, so that they cannot be folded anew.
SELECT DISTINCT o.unit_code
FROM raw.observation AS o
INNER JOIN raw.snapshot AS s ON o.content_sha256 = s.content_sha256
WHERE o.campaign = :campaign AND o.unit_code = any(cast(:unit_codes AS text[])) AND s.pruned_at IS NOT NULL
