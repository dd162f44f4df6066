-- units_with_versions: those of some units that have open versions, with which their next return is compared.
SELECT u.unit_code
FROM unnest(cast(:unit_codes AS text[])) AS u (unit_code)
WHERE EXISTS (
    SELECT 1 FROM core.submission AS v
    WHERE
        v.campaign = :campaign AND v.unit_code = u.unit_code
        AND v.closed_by_observation_id IS NULL
)
