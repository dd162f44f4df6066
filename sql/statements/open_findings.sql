-- open_findings: what the staged returns show for the first time.
INSERT INTO core.finding (
    campaign, unit_code, finding_key, observation_id, first_seen_at,
    severity, rule, cell, heading, raw_value, message_vi, asks_about
)
SELECT
    :campaign,
    s.unit_code,
    s.finding_key,
    r.event_id,
    r.known_at,
    s.severity,
    s.rule,
    s.cell,
    s.heading,
    s.raw_value,
    s.message_vi,
    s.asks_about
FROM staged_finding AS s
INNER JOIN staged_return AS r ON s.unit_code = r.unit_code
WHERE NOT EXISTS (
    SELECT 1 FROM core.finding AS f
    WHERE
        f.campaign = :campaign AND f.unit_code = s.unit_code
        AND f.finding_key = s.finding_key AND f.closed_at IS NULL
)
