-- prune_snapshots: remove the cells of a campaign's contents that nobody saw at or after an instant.
--   unit_codes  the campaign's units whose sheets held the content
--   bytes       of the cells as they were kept, compressed
-- Edge:    the content that a unit's sheet is last known to hold stays until that unit's own cutoff, extensions
--          included, is no later than the instant. A content is shared by all units and campaigns that saw it: it
--          goes when none of them holds it back, and none has a look still to be folded.
WITH candidate AS (
    SELECT
        n.content_sha256,
        pg_column_size(n.cells) AS bytes
    FROM raw.snapshot AS n
    WHERE
        n.pruned_at IS NULL
        AND EXISTS (
            SELECT 1 FROM raw.observation AS o
            WHERE o.campaign = :campaign AND o.content_sha256 = n.content_sha256
        )
        AND NOT EXISTS (
            SELECT 1 FROM raw.observation AS o
            WHERE o.content_sha256 = n.content_sha256 AND o.observed_at >= :before
        )
),

due AS MATERIALIZED (
    SELECT
        s.campaign,
        s.unit_code,
        s.cutoff_at
    FROM report.unit_standing_at(:now) AS s
),

holder AS MATERIALIZED (
    SELECT DISTINCT
        o.campaign,
        o.unit_code,
        o.content_sha256
    FROM raw.observation AS o
    WHERE o.content_sha256 IN (SELECT c.content_sha256 FROM candidate AS c)
),

look AS MATERIALIZED (
    SELECT
        o.campaign,
        o.unit_code,
        o.observation_id,
        o.content_sha256,
        lag(o.content_sha256) OVER in_order AS previous,
        row_number() OVER in_order = count(*) OVER (PARTITION BY o.campaign, o.unit_code) AS is_last
    FROM raw.observation AS o
    WHERE
        o.content_sha256 IS NOT NULL
        AND EXISTS (
            SELECT 1 FROM holder AS h
            WHERE h.campaign = o.campaign AND h.unit_code = o.unit_code
        )
    WINDOW in_order AS (PARTITION BY o.campaign, o.unit_code ORDER BY o.observed_at, o.observation_id)
),

waiting AS MATERIALIZED (
    SELECT DISTINCT
        k.campaign,
        k.unit_code
    FROM look AS k
    WHERE
        k.previous IS DISTINCT FROM k.content_sha256
        AND NOT EXISTS (SELECT 1 FROM core.unit_return AS r WHERE r.observation_id = k.observation_id)
),

held_back AS MATERIALIZED (
    SELECT k.content_sha256
    FROM look AS k
    INNER JOIN due AS d ON k.campaign = d.campaign AND k.unit_code = d.unit_code
    WHERE k.is_last AND d.cutoff_at > :before
    UNION
    SELECT h.content_sha256
    FROM holder AS h
    INNER JOIN waiting AS w ON h.campaign = w.campaign AND h.unit_code = w.unit_code
),

gone AS (
    SELECT
        c.content_sha256,
        c.bytes,
        array_agg(h.unit_code ORDER BY h.unit_code) AS unit_codes
    FROM candidate AS c
    INNER JOIN holder AS h ON c.content_sha256 = h.content_sha256 AND h.campaign = :campaign
    WHERE NOT EXISTS (SELECT 1 FROM held_back AS b WHERE b.content_sha256 = c.content_sha256)
    GROUP BY c.content_sha256, c.bytes
)

UPDATE raw.snapshot AS n
SET cells = NULL, pruned_at = :now
FROM gone AS g
WHERE n.content_sha256 = g.content_sha256
RETURNING g.unit_codes, g.bytes
