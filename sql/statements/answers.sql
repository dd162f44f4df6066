-- answers: what was ever answered about some units, ended answers included, in the order the answers took effect.
SELECT
    a.unit_code,
    a.answer_id,
    a.effective_at,
    a.words,
    a.answer,
    a.revocation_id,
    a.revoked_at,
    a.cell,
    a.decided_by
FROM core.answer AS a
WHERE a.campaign = :campaign AND a.unit_code = any(:unit_codes) AND a.words IS NOT NULL
ORDER BY a.effective_at, a.answer_id
