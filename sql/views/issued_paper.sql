-- report.issued_paper
-- Answers: which papers left the house, under which number, with the figures of which instant, and do they still stand?
-- Grain:   one row per issue of a paper, revoked ones included; one issue of a paper is in force at most.
-- Reads:   core.issue, core.paper, core.campaign for its clock.
-- Edge:    a draft that nobody issued is not here. Who issued is named, without numbers; so is who revoked, and a
--          person whom the reason names with a form of address is not.
CREATE OR REPLACE VIEW report.issued_paper AS
SELECT
    i.issue_id,
    i.paper_id,
    i.campaign,
    p.kind,
    p.unit_code,
    p.as_of,
    p.since,
    i.number,
    i.issued_on,
    report.without_phones(i.issued_by) AS issued_by,
    p.figures_sha256,
    jsonb_array_length(p.figures) AS figures,
    p.drafted_at,
    i.recorded_at,
    i.revoked_at,
    report.without_phones(i.revoked_by) AS revoked_by,
    report.without_persons(i.revoked_reason) AS revoked_reason,
    i.revoked_at IS NULL AS is_in_force,
    p.as_of AT TIME ZONE c.time_zone AS as_of_local,
    p.since AT TIME ZONE c.time_zone AS since_local,
    p.drafted_at AT TIME ZONE c.time_zone AS drafted_local,
    i.recorded_at AT TIME ZONE c.time_zone AS recorded_local,
    i.revoked_at AT TIME ZONE c.time_zone AS revoked_local
FROM core.issue AS i
INNER JOIN core.paper AS p ON i.campaign = p.campaign AND i.paper_id = p.paper_id
INNER JOIN core.campaign AS c ON i.campaign = c.campaign;

COMMENT ON VIEW report.issued_paper IS
'The papers that were issued (văn bản đã phát hành): number, day, and the instant of their figures';
COMMENT ON COLUMN report.issued_paper.issue_id IS 'Number of the issue: a paper revoked and issued again has two';
COMMENT ON COLUMN report.issued_paper.paper_id IS 'Number of the draft, as its marks say';
COMMENT ON COLUMN report.issued_paper.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.issued_paper.kind IS 'What kind of paper it is';
COMMENT ON COLUMN report.issued_paper.unit_code IS
'Code of the reporting unit whose own paper it is; NULL of a paper about all of them';
COMMENT ON COLUMN report.issued_paper.as_of IS 'The instant whose figures it prints';
COMMENT ON COLUMN report.issued_paper.since IS
'The earlier instant with which it compares; NULL where it compares none';
COMMENT ON COLUMN report.issued_paper.number IS 'The number that the clerk gave it';
COMMENT ON COLUMN report.issued_paper.issued_on IS 'The day that it bears';
COMMENT ON COLUMN report.issued_paper.issued_by IS 'Who recorded that it was issued; without telephone numbers';
COMMENT ON COLUMN report.issued_paper.figures_sha256 IS
'Hash of its figures; the issue is a link of the chain, which covers it';
COMMENT ON COLUMN report.issued_paper.figures IS 'How many figures it prints: rows of report.issued_figure';
COMMENT ON COLUMN report.issued_paper.drafted_at IS 'When it was first drafted';
COMMENT ON COLUMN report.issued_paper.recorded_at IS 'When the issue was recorded; for audit, decides nothing';
COMMENT ON COLUMN report.issued_paper.revoked_at IS 'From when the issue holds no longer; NULL while it does';
COMMENT ON COLUMN report.issued_paper.revoked_by IS 'Who revoked it; without telephone numbers';
COMMENT ON COLUMN report.issued_paper.revoked_reason IS
'Why it was revoked; … for a person named in it, and for a person''s number';
COMMENT ON COLUMN report.issued_paper.is_in_force IS 'Whether the issue was not revoked';
COMMENT ON COLUMN report.issued_paper.as_of_local IS 'as_of by the campaign''s clock';
COMMENT ON COLUMN report.issued_paper.since_local IS 'since by the campaign''s clock';
COMMENT ON COLUMN report.issued_paper.drafted_local IS 'drafted_at by the campaign''s clock';
COMMENT ON COLUMN report.issued_paper.recorded_local IS 'recorded_at by the campaign''s clock';
COMMENT ON COLUMN report.issued_paper.revoked_local IS 'revoked_at by the campaign''s clock';
