-- findings_at: what the units had to correct at an instant, as each of them was told, in the order of the roster.
SELECT
    f.campaign,
    f.unit_code,
    f.unit_name,
    f.unit_position,
    f.severity,
    f.rule,
    f.cell,
    f.heading,
    f.message_vi,
    f.first_seen_at
FROM core.known_finding AS f
WHERE
    f.campaign = :campaign AND f.is_of_history
    AND f.first_seen_at <= :as_of AND (f.closed_at IS NULL OR f.closed_at > :as_of)
ORDER BY f.unit_position, f.severity, length(f.cell), f.cell, f.rule
