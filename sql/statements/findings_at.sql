-- findings_at: what the units that owed at an instant had to correct then, as each of them was told, in the roster's
-- order; of all units when unit_codes is NULL. That some were copies of others is told in the names of then
-- (report.copies_at).
WITH told AS (
    SELECT
        f.campaign,
        f.unit_code,
        f.severity,
        f.rule,
        f.cell,
        f.heading,
        f.message_vi,
        f.first_seen_at
    FROM core.known_finding AS f
    WHERE
        f.campaign = :campaign AND f.is_of_history AND f.rule != 'copy_of_another_unit'
        AND f.first_seen_at <= :as_of AND (f.closed_at IS NULL OR f.closed_at > :as_of)
    UNION ALL
    SELECT
        c.campaign,
        c.unit_code,
        r.severity,
        r.rule,
        NULL AS cell,
        NULL AS heading,
        replace(r.sentence_vi, '{others}', c.others) AS message_vi,
        c.since AS first_seen_at
    FROM report.copies_at(:as_of) AS c
    INNER JOIN core.rule AS r ON r.rule = 'copy_of_another_unit'
    WHERE c.campaign = :campaign
)

SELECT
    f.campaign,
    f.unit_code,
    u.unit_name,
    u.position AS unit_position,
    f.severity,
    f.rule,
    f.cell,
    f.heading,
    f.message_vi,
    f.first_seen_at
FROM told AS f
INNER JOIN core.roster_at(:as_of) AS u ON f.campaign = u.campaign AND f.unit_code = u.unit_code
WHERE cast(:unit_codes AS text[]) IS NULL OR f.unit_code = any(cast(:unit_codes AS text[]))
ORDER BY u.position, f.severity, length(f.cell), f.cell, f.rule
