-- prune_findings: the words that findings quote go with the last kept content that showed them.
-- What is said instead is the rule's general sentence; the cell's address, the rule and the instants stay.
--   sentences  of each rule, with {cell} where the address belongs
WITH general AS (
    SELECT g.*
    FROM unnest(cast(:rules AS text[]), cast(:sentences AS text[])) AS g (rule, sentence)
),

gone AS (
    SELECT
        f.campaign,
        f.unit_code,
        f.finding_key,
        f.observation_id,
        coalesce(replace(g.sentence, '{cell}', coalesce(f.cell, '…')), f.rule) AS message_vi
    FROM core.finding AS f
    LEFT JOIN general AS g ON f.rule = g.rule
    WHERE
        f.campaign = :campaign AND f.pruned_at IS NULL
        AND NOT EXISTS (
            SELECT 1 FROM core.unit_return AS r
            INNER JOIN raw.snapshot AS n ON r.content_sha256 = n.content_sha256
            WHERE
                r.campaign = f.campaign AND r.unit_code = f.unit_code AND n.pruned_at IS NULL
                AND (
                    r.event_id = f.observation_id
                    OR (
                        r.observed_at >= f.first_seen_at
                        AND (f.closed_at IS NULL OR r.observed_at < f.closed_at)
                    )
                )
        )
)

UPDATE core.finding AS f
SET raw_value = NULL, heading = NULL, asks_about = NULL, message_vi = g.message_vi, pruned_at = :now
FROM gone AS g
WHERE
    f.campaign = g.campaign AND f.unit_code = g.unit_code
    AND f.finding_key = g.finding_key AND f.observation_id = g.observation_id
RETURNING f.unit_code
