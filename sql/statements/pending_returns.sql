-- pending_returns: the kept contents of some units that core does not reflect yet, each unit's in the order they were
--   observed.
-- A return counts only where the content changes. When a look arrived out of order (a declared one, or one kept
-- by a run that was killed), the changes that core reflects are no longer the first ones: then every change is
-- pending, and must_refold says that the unit is to be folded again from the start. So it is when somebody answered a
-- question later than a look that is still to be folded.
--   is_first  nothing of the unit is folded before this one
WITH content AS (
    SELECT
        o.unit_code,
        o.observation_id,
        o.observed_at,
        o.content_sha256,
        lag(o.content_sha256) OVER of_unit AS previous
    FROM raw.observation AS o
    WHERE o.campaign = :campaign AND o.unit_code = any(:unit_codes) AND o.content_sha256 IS NOT NULL
    WINDOW of_unit AS (PARTITION BY o.unit_code ORDER BY o.observed_at, o.observation_id)
),

change AS (
    SELECT
        c.unit_code,
        c.observation_id,
        c.observed_at,
        c.content_sha256,
        r.observation_id IS NOT NULL AS is_folded,
        row_number() OVER (PARTITION BY c.unit_code ORDER BY c.observed_at, c.observation_id) AS place
    FROM content AS c
    LEFT JOIN core.unit_return AS r ON c.observation_id = r.observation_id AND r.event_id = r.observation_id
    WHERE c.previous IS DISTINCT FROM c.content_sha256
),

folded AS (
    SELECT
        r.unit_code,
        count(*) AS returns
    FROM core.unit_return AS r
    WHERE r.campaign = :campaign AND r.unit_code = any(:unit_codes) AND r.event_id = r.observation_id
    GROUP BY r.unit_code
),

reflected AS (
    SELECT
        c.unit_code,
        count(*) FILTER (WHERE c.is_folded) AS in_change,
        coalesce(max(c.place) FILTER (WHERE c.is_folded), 0) AS last_place
    FROM change AS c
    GROUP BY c.unit_code
),

verdict AS (
    SELECT
        f.unit_code,
        NOT (coalesce(r.returns, 0) = f.in_change AND f.in_change = f.last_place)
        OR (
            r.returns > 0 AND EXISTS (
                SELECT 1 FROM core.answer AS a
                INNER JOIN change AS c ON a.unit_code = c.unit_code AND NOT c.is_folded
                WHERE
                    a.campaign = :campaign AND a.unit_code = f.unit_code
                    AND (
                        (a.effective_at, a.answer_id) > (c.observed_at, c.observation_id)
                        OR (a.revoked_at, a.revocation_id) > (c.observed_at, c.observation_id)
                    )
            )
        ) AS must_refold
    FROM reflected AS f
    LEFT JOIN folded AS r ON f.unit_code = r.unit_code
)

SELECT
    c.unit_code,
    c.observation_id,
    c.observed_at,
    c.content_sha256,
    v.must_refold,
    c.place = 1 AS is_first,
    n.pruned_at IS NOT NULL AS is_pruned
FROM change AS c
INNER JOIN verdict AS v ON c.unit_code = v.unit_code
INNER JOIN raw.snapshot AS n ON c.content_sha256 = n.content_sha256
WHERE NOT c.is_folded OR v.must_refold
ORDER BY c.unit_code, c.observed_at, c.observation_id
