-- revoke: end a decision, or an answer, from an instant on. It stays, with who ended it and why.
WITH answer AS (
    UPDATE core.answer AS a
    SET revoked_at = :effective_at, revoked_by = :decided_by, revoked_reason = :reason
    WHERE :kind = 'answer' AND a.answer_id = :decision_id AND a.revoked_at IS NULL
)

UPDATE core.decision AS d
SET revoked_at = :effective_at, revoked_by = :decided_by, revoked_reason = :reason
WHERE d.kind = :kind AND d.decision_id = :decision_id AND d.revoked_at IS NULL
