-- printed_link: the link of a campaign whose hash begins so.
SELECT
    l.link,
    l.linked_at
FROM core.link AS l
WHERE l.campaign = :campaign AND encode(l.sha256, 'hex') LIKE cast(:printed AS text) || '%'
