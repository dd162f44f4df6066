-- report.submission
-- Answers: which figures does each branch have now?
-- Grain:   one row per branch whose row is in its unit's sheet.
-- Reads:   report.submission_history.
CREATE OR REPLACE VIEW report.submission AS
SELECT
    h.campaign,
    h.unit_code,
    h.unit_name,
    h.branch_name,
    h.branch_key,
    h.workforce,
    h.members,
    h.smartphone_users,
    h.reached,
    h.launch_sessions,
    h.installed,
    h.in_industrial_zone,
    h.installed_of_workforce_pct,
    h.installed_of_smartphones_pct,
    h.typed_pct,
    h.publicity,
    h.note,
    h.valid_from,
    h.stale_since,
    h.source_cell,
    h.people,
    h.in_industrial_zone_assumed
FROM report.submission_history AS h
WHERE h.valid_to IS NULL;

COMMENT ON VIEW report.submission IS 'The current accepted figures of every branch';
COMMENT ON COLUMN report.submission.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.submission.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.submission.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.submission.branch_name IS
'The branch (công đoàn cơ sở) as its unit writes it; … for a person named in it';
COMMENT ON COLUMN report.submission.branch_key IS
'The branch''s name in one form: folded, without CĐCS, persons, remarks of corrections and footnotes; sorts and joins';
COMMENT ON COLUMN report.submission.workforce IS
'People employed (đoàn viên, CNVCLĐ); NULL when the sheet gives only members';
COMMENT ON COLUMN report.submission.members IS
'Union members (đoàn viên); NULL when the sheet gives only the workforce';
COMMENT ON COLUMN report.submission.smartphone_users IS 'People with a smartphone; NULL when not given';
COMMENT ON COLUMN report.submission.reached IS 'People told about the app; NULL when not given';
COMMENT ON COLUMN report.submission.launch_sessions IS 'Launch-week sessions held; NULL when not given';
COMMENT ON COLUMN report.submission.installed IS 'People who installed the app';
COMMENT ON COLUMN report.submission.in_industrial_zone IS
'Whether the branch is in an industrial zone or cluster (KCN/CCN); NULL when not given. See in_industrial_zone_assumed';
COMMENT ON COLUMN report.submission.installed_of_workforce_pct IS
'installed in percent of people';
COMMENT ON COLUMN report.submission.installed_of_smartphones_pct IS
'installed in percent of smartphone_users; NULL when not given or zero';
COMMENT ON COLUMN report.submission.typed_pct IS
'The percentage typed in the sheet, in points; a check only';
COMMENT ON COLUMN report.submission.publicity IS
'How people were told (hình thức tuyên truyền); … for a person named in it, and for a person''s number';
COMMENT ON COLUMN report.submission.note IS
'The branch''s note (ghi chú); … for a person named in it, and for a person''s number';
COMMENT ON COLUMN report.submission.valid_from IS 'First instant at which these figures were seen';
COMMENT ON COLUMN report.submission.stale_since IS
'Since when the row in the sheet is bad, so that these are the last good figures; NULL when it is good';
COMMENT ON COLUMN report.submission.source_cell IS
'A1 cell of the branch''s name in the content that opened this version';
COMMENT ON COLUMN report.submission.people IS
'People whom a rate is of: the workforce, or the members where the sheet gives only those; never NULL';
COMMENT ON COLUMN report.submission.in_industrial_zone_assumed IS
'Whether in_industrial_zone is FALSE only because the cell is blank in a column where other branches are marked';
