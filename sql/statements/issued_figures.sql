-- issued_figures: the figures of a campaign's papers whose issue holds, paper by paper in the order of reading.
SELECT f.*
FROM report.issued_figure AS f
INNER JOIN report.issued_paper AS p ON f.campaign = p.campaign AND f.paper_id = p.paper_id
WHERE f.campaign = :campaign AND p.is_in_force
ORDER BY f.paper_id, f.position
