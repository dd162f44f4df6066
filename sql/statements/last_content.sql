-- last_content: the content a unit's sheet held at or before an instant; no row when it never held any.
SELECT o.content_sha256
FROM core.last_content_at(:campaign, :unit_code, :observed_at) AS o
