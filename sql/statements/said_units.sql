-- said_units: what the last edition says of each unit, in the roster's order.
--   owes  whether it does as of any of the instants
SELECT
    u.unit_code,
    u.unit_name,
    u.unit_kind,
    u.is_active,
    u.position,
    u.branches_expected,
    u.joined_on,
    u.left_on,
    u.successor_of,
    u.unit_id IN (
        SELECT r.unit_id
        FROM unnest(cast(:instants AS timestamptz[])) AS i (as_of)
        INNER JOIN LATERAL core.roster_at(i.as_of) AS r ON r.campaign = :campaign
    ) AS owes
FROM core.unit AS u
WHERE u.campaign = :campaign
ORDER BY u.position, u.unit_code
