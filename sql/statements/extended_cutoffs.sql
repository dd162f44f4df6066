-- extended_cutoffs: the cutoffs that extensions gave to units of a campaign which still owe a return, each once.
-- Asked for the end of time, so that one recorded a moment ago by a clock ahead of ours is seen as well.
SELECT DISTINCT e.cutoff_at
FROM core.decision_at('infinity') AS e
LEFT JOIN core.decision_at('infinity') AS x
    ON e.campaign = x.campaign AND e.unit_code = x.unit_code AND x.kind = 'exemption'
WHERE e.campaign = :campaign AND e.kind = 'extension' AND x.unit_code IS NULL
ORDER BY e.cutoff_at
