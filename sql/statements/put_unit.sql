-- put_unit: one unit of the roster as its file says now; written only when something differs.
INSERT INTO core.unit AS u (
    campaign, unit_code, unit_name, unit_kind, is_active, position, branches_expected
)
VALUES (:campaign, :unit_code, :unit_name, :unit_kind, :is_active, :position, :branches_expected)
ON CONFLICT (campaign, unit_code) DO UPDATE SET
    unit_name = excluded.unit_name,
    unit_kind = excluded.unit_kind,
    is_active = excluded.is_active,
    position = excluded.position,
    branches_expected = excluded.branches_expected
WHERE (
    u.unit_name, u.unit_kind, u.is_active, u.position, u.branches_expected
) IS DISTINCT FROM (
    excluded.unit_name, excluded.unit_kind, excluded.is_active, excluded.position, excluded.branches_expected
)
