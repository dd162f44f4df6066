-- unfold: forget what was derived of a unit, to fold its returns again from the first.
WITH returns AS (
    DELETE FROM core.unit_return AS r
    WHERE r.campaign = :campaign AND r.unit_code = :unit_code
),

findings AS (
    DELETE FROM core.finding AS f
    WHERE f.campaign = :campaign AND f.unit_code = :unit_code
)

DELETE FROM core.submission AS v
WHERE v.campaign = :campaign AND v.unit_code = :unit_code
