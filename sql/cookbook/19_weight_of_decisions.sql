-- weight_of_decisions
-- Answers: what did people decide, and what would stand without it? (Đã quyết định gì, không thì sẽ ra sao?)
-- Grain:   one row per decision in force at the instant.
-- Reads:   report.decision, report.unit_standing_at.
-- Assumes: original_standing is the evidence under the campaign's own cutoff, without any decision; a unit with two
--          decisions shows what both together made of it.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
)

SELECT
    d.unit_code,
    d.unit_name,
    d.kind,
    d.effective_local AS since,
    d.decided_by,
    d.letter_number,
    d.reason,
    s.original_standing_vi AS without_it,
    s.standing_vi AS with_it
FROM asked AS a
INNER JOIN LATERAL report.unit_standing_at(a.at) AS s ON a.campaign = s.campaign
INNER JOIN report.decision AS d ON s.campaign = d.campaign AND s.unit_code = d.unit_code
WHERE d.effective_at <= a.at AND (d.revoked_at IS NULL OR d.revoked_at > a.at)
ORDER BY s.unit_position, d.effective_at
