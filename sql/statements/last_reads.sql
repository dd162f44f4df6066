-- last_reads: what the last read of each unit's Google Sheet found, so that an unchanged one need not be read.
--   read_at      the last look that fetched cells, not one spared by an unchanged version
--   needs_proof  the unit stands unverified, so that the file's own clock would decide; Drive's clock may lag an
--                edit by minutes, so it is asked no sooner than five minutes after the content
SELECT DISTINCT ON (o.unit_code)
    o.unit_code,
    o.origin,
    o.version,
    o.observed_at AS read_at,
    n.longest_tab AS row_count,
    coalesce(s.standing = 'unverified', false) AND o.observed_at <= :as_of - interval '5 minutes' AS needs_proof
FROM raw.observation AS o
INNER JOIN raw.snapshot AS n ON o.content_sha256 = n.content_sha256
LEFT JOIN report.unit_standing_at(:as_of) AS s ON o.campaign = s.campaign AND o.unit_code = s.unit_code
WHERE o.campaign = :campaign AND o.was_read AND o.version IS NOT null
ORDER BY o.unit_code ASC, o.observed_at DESC, o.observation_id DESC
