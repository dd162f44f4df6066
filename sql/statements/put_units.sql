-- put_units: the roster as its file says now, written only where something differs: as the edition says that was taken
-- last, or the first one. One statement, so that a change is one record of core.campaign_change. Units that left the
-- roster owe nothing any more; what they reported stays.
INSERT INTO core.unit AS u (
    campaign, unit_code, unit_name, unit_kind, is_active, position, branches_expected, joined_on, left_on, successor_of
)
SELECT
    :campaign,
    n.unit_code,
    n.unit_name,
    n.unit_kind,
    n.is_active,
    n.position,
    n.branches_expected,
    n.joined_on,
    n.left_on,
    n.successor_of
FROM
    unnest(
        cast(:unit_codes AS text[]),
        cast(:unit_names AS text[]),
        cast(:unit_kinds AS text[]),
        cast(:are_active AS boolean[]),
        cast(:positions AS integer[]),
        cast(:branches_expected AS integer[]),
        cast(:joined_on AS date[]),
        cast(:left_on AS date[]),
        cast(:successors_of AS text[])
    ) AS n (
        unit_code, unit_name, unit_kind, is_active, position, branches_expected, joined_on, left_on, successor_of
    )
UNION ALL
SELECT
    g.campaign,
    g.unit_code,
    g.unit_name,
    g.unit_kind,
    false,
    g.position,
    g.branches_expected,
    g.joined_on,
    g.left_on,
    g.successor_of
FROM core.unit AS g
WHERE g.campaign = :campaign AND g.is_active AND NOT (g.unit_code = any(:unit_codes))
ON CONFLICT (campaign, unit_code) DO UPDATE SET
    unit_name = excluded.unit_name,
    unit_kind = excluded.unit_kind,
    is_active = excluded.is_active,
    position = excluded.position,
    branches_expected = excluded.branches_expected,
    joined_on = excluded.joined_on,
    left_on = excluded.left_on,
    successor_of = excluded.successor_of
WHERE (
    u.unit_name, u.unit_kind, u.is_active, u.position, u.branches_expected, u.joined_on, u.left_on, u.successor_of
) IS DISTINCT FROM (
    excluded.unit_name,
    excluded.unit_kind,
    excluded.is_active,
    excluded.position,
    excluded.branches_expected,
    excluded.joined_on,
    excluded.left_on,
    excluded.successor_of
)
