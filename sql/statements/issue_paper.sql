-- issue_paper: a paper left the house under a number, on a day.
INSERT INTO core.issue (campaign, paper_id, number, issued_on, issued_by)
VALUES (:campaign, :paper_id, :number, :issued_on, :issued_by)
