-- pending_returns: the kept contents of a unit that core does not reflect yet, in the order they were observed.
-- A return counts only where the content changes. When a look arrived out of order (a declared one, or one kept
-- by a run that was killed), the changes that core reflects are no longer the first ones: then every change is
-- pending, and must_refold says that the unit is to be folded again from the start. So it is when somebody answered a
-- question later than a look that is still to be folded.
--   is_first  nothing of the unit is folded before this one
WITH content AS (
    SELECT
        o.observation_id,
        o.observed_at,
        o.content_sha256,
        lag(o.content_sha256) OVER (ORDER BY o.observed_at, o.observation_id) AS previous
    FROM raw.observation AS o
    WHERE o.campaign = :campaign AND o.unit_code = :unit_code AND o.content_sha256 IS NOT NULL
),

change AS (
    SELECT
        c.observation_id,
        c.observed_at,
        c.content_sha256,
        r.observation_id IS NOT NULL AS is_folded,
        row_number() OVER (ORDER BY c.observed_at, c.observation_id) AS place
    FROM content AS c
    LEFT JOIN core.unit_return AS r ON c.observation_id = r.event_id
    WHERE c.previous IS DISTINCT FROM c.content_sha256
),

folded AS (
    SELECT
        count(*) AS returns,
        (SELECT count(*) FROM change AS c WHERE c.is_folded) AS in_change,
        (SELECT coalesce(max(c.place), 0) FROM change AS c WHERE c.is_folded) AS last_place
    FROM core.unit_return AS r
    WHERE r.campaign = :campaign AND r.unit_code = :unit_code AND r.event_id = r.observation_id
),

verdict AS (
    SELECT
        NOT (f.returns = f.in_change AND f.in_change = f.last_place)
        OR (
            f.returns > 0 AND EXISTS (
                SELECT 1 FROM core.answer AS a
                INNER JOIN change AS c ON NOT c.is_folded
                WHERE
                    a.campaign = :campaign AND a.unit_code = :unit_code
                    AND (
                        (a.effective_at, a.answer_id) > (c.observed_at, c.observation_id)
                        OR (a.revoked_at, a.revocation_id) > (c.observed_at, c.observation_id)
                    )
            )
        ) AS must_refold
    FROM folded AS f
)

SELECT
    c.observation_id,
    c.observed_at,
    c.content_sha256,
    v.must_refold,
    c.place = 1 AS is_first,
    n.pruned_at IS NOT NULL AS is_pruned
FROM change AS c
INNER JOIN raw.snapshot AS n ON c.content_sha256 = n.content_sha256
CROSS JOIN verdict AS v
WHERE NOT c.is_folded OR v.must_refold
ORDER BY c.observed_at, c.observation_id
