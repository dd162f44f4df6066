-- last_content: the content a unit's sheet held at or before an instant; no row when it never held any.
SELECT o.content_sha256
FROM raw.observation AS o
WHERE
    o.campaign = :campaign AND o.unit_code = :unit_code
    AND o.content_sha256 IS NOT NULL AND o.observed_at <= :observed_at
ORDER BY o.observed_at DESC, o.observation_id DESC
LIMIT 1
