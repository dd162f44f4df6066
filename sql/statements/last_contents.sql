-- last_contents: the content that each unit's sheet held at or before an instant of its own; no row where it never held
--   any.
SELECT
    n.unit_code,
    o.content_sha256
FROM unnest(cast(:unit_codes AS text[]), cast(:instants AS timestamptz[])) AS n (unit_code, observed_at)
CROSS JOIN LATERAL core.last_content_at(:campaign, n.unit_code, n.observed_at) AS o
