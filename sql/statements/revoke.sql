-- revoke: end a decision from an instant on. It stays, with who ended it and why.
WITH extension AS (
    UPDATE core.extension AS d
    SET revoked_at = :revoked_at, revoked_by = :revoked_by, revoked_reason = :revoked_reason
    WHERE :kind = 'extension' AND d.extension_id = :decision_id AND d.revoked_at IS NULL
),

exemption AS (
    UPDATE core.exemption AS d
    SET revoked_at = :revoked_at, revoked_by = :revoked_by, revoked_reason = :revoked_reason
    WHERE :kind = 'exemption' AND d.exemption_id = :decision_id AND d.revoked_at IS NULL
),

answer AS (
    UPDATE core.answer AS d
    SET revoked_at = :revoked_at, revoked_by = :revoked_by, revoked_reason = :revoked_reason
    WHERE :kind = 'answer' AND d.answer_id = :decision_id AND d.revoked_at IS NULL
)

UPDATE core.ruling AS d
SET revoked_at = :revoked_at, revoked_by = :revoked_by, revoked_reason = :revoked_reason
WHERE :kind = 'ruling' AND d.ruling_id = :decision_id AND d.revoked_at IS NULL
