-- issued_papers: a campaign's issues of papers in the order in which they were recorded, revoked ones included.
SELECT p.*
FROM report.issued_paper AS p
WHERE p.campaign = :campaign
ORDER BY p.issue_id
