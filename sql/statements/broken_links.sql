-- broken_links: where the chain of a campaign is broken, the first place first.
SELECT
    b.link,
    b.kind,
    b.about,
    b.unit_code,
    b.linked_at,
    b.reason
FROM core.broken_link(:campaign) AS b
