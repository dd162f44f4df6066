-- prune_drafts: drafts of before an instant that nobody ever issued. What was issued is kept, also where that was
-- revoked.
DELETE FROM core.paper AS p
WHERE
    p.campaign = :campaign AND p.drafted_at < :before
    AND NOT EXISTS (SELECT 1 FROM core.issue AS i WHERE i.campaign = p.campaign AND i.paper_id = p.paper_id)
