-- units_to_load: by which number core knows some units, and whether they have open versions to compare a return with.
SELECT
    u.unit_code,
    u.unit_id,
    NOT EXISTS (
        SELECT 1 FROM core.submission AS v WHERE v.unit_id = u.unit_id AND v.closed_by_observation_id IS NULL
    ) AS is_first
FROM core.unit AS u
WHERE u.campaign = :campaign AND u.unit_code = any(:unit_codes)
