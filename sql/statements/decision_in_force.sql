-- decision_in_force: the decision of a kind that holds for a unit at an instant; no row when none does.
SELECT d.*
FROM core.decision_at(:at) AS d
WHERE d.campaign = :campaign AND d.unit_code = :unit_code AND d.kind = :kind
