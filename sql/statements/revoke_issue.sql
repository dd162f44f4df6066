-- revoke_issue: the paper did not leave the house so after all. That it was said stays, with who took it back and why.
UPDATE core.issue AS i
SET revoked_at = :revoked_at, revoked_by = :revoked_by, revoked_reason = :reason
WHERE i.campaign = :campaign AND i.issue_id = :issue_id AND i.revoked_at IS NULL
