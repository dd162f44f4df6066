-- questions: what was ever asked about a unit's sheet, the questions open now first, then the latest.
--   content_sha256  the content that the question was asked of
SELECT
    f.rule,
    f.cell,
    f.asks_about AS words,
    f.closed_at IS NULL AS is_open,
    r.content_sha256
FROM core.finding AS f
INNER JOIN core.unit_return AS r
    ON f.campaign = r.campaign AND f.unit_code = r.unit_code AND f.observation_id = r.event_id
WHERE
    f.campaign = :campaign AND f.unit_code = :unit_code
    AND f.severity = 'question' AND f.asks_about IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM core.unit_return AS later
        WHERE
            later.campaign = r.campaign AND later.unit_code = r.unit_code AND later.event_id = r.event_id
            AND (later.observed_at, later.observation_id) > (r.observed_at, r.observation_id)
    )
ORDER BY f.closed_at IS NOT NULL ASC, f.first_seen_at DESC, f.observation_id DESC, f.cell ASC
