-- unfold: forget what was derived of some units, to fold their returns again from the first.
WITH returns AS (
    DELETE FROM core.unit_return AS r
    WHERE r.campaign = :campaign AND r.unit_code = any(:unit_codes)
),

findings AS (
    DELETE FROM core.finding AS f
    WHERE f.campaign = :campaign AND f.unit_code = any(:unit_codes)
)

DELETE FROM core.submission AS v
USING core.unit AS u
WHERE u.unit_id = v.unit_id AND u.campaign = :campaign AND u.unit_code = any(:unit_codes)
