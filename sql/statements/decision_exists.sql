-- decision_exists: whether a decision about a unit is recorded with that instant.
SELECT exists(
    SELECT 1 FROM core.exemption AS d
    WHERE d.campaign = :campaign AND d.unit_code = :unit_code AND d.effective_at = :effective_at
    UNION ALL
    SELECT 1 FROM core.extension AS d
    WHERE d.campaign = :campaign AND d.unit_code = :unit_code AND d.effective_at = :effective_at
    UNION ALL
    SELECT 1 FROM core.ruling AS d
    WHERE d.campaign = :campaign AND d.unit_code = :unit_code AND d.effective_at = :effective_at
) AS is_known
