-- chain: how long the chain of a campaign is, its last link, and what is to be known before it is believed.
--   erased           links whose words policy removed: what they said is not proven any more
--   simulated_since  since when no instant is held against a clock; NULL in a desk's database
SELECT
    count(l.link) AS links,
    min(l.linked_at) AS first_at,
    max(l.linked_at) AS last_at,
    (
        SELECT encode(z.sha256, 'hex') FROM core.link AS z
        WHERE z.campaign = :campaign
        ORDER BY z.link DESC
        LIMIT 1
    ) AS last_sha256,
    count(l.link) FILTER (WHERE l.salt IS NULL) AS erased,
    (SELECT min(s.since) FROM core.simulated_clock AS s) AS simulated_since
FROM core.link AS l
WHERE l.campaign = :campaign
