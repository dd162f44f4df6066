-- put_unit_kinds: what the issuer calls the kinds of a campaign's units; written only where something differs.
INSERT INTO core.unit_kind AS k (campaign, unit_kind, unit_kind_vi)
SELECT
    :campaign,
    n.unit_kind,
    n.unit_kind_vi
FROM unnest(cast(:unit_kinds AS text[]), cast(:words AS text[])) AS n (unit_kind, unit_kind_vi)
ON CONFLICT (campaign, unit_kind) DO UPDATE SET
    unit_kind_vi = excluded.unit_kind_vi
WHERE k.unit_kind_vi IS DISTINCT FROM excluded.unit_kind_vi
