-- decision_in_force: the decision of a kind that holds for a unit; no row when none does.
-- Asked for the end of time, so that one recorded a moment ago by a clock ahead of ours is seen as well.
SELECT d.*
FROM core.decision_at('infinity') AS holds
INNER JOIN report.decision AS d ON holds.kind = d.kind AND holds.decision_id = d.decision_id
WHERE holds.campaign = :campaign AND holds.unit_code = :unit_code AND holds.kind = :kind
