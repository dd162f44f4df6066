-- revoke_closing: end a closing. It stays, with who ended it and why.
UPDATE core.closing AS c
SET revoked_at = :revoked_at, revoked_by = :revoked_by, revoked_reason = :reason
WHERE c.campaign = :campaign AND c.closing_id = :closing_id AND c.revoked_at IS NULL
