-- report.submission
-- Answers: which figures does each branch have now?
-- Grain:   one row per branch whose row is in its unit's sheet.
-- Reads:   core.counted_submission, where the figures and rates are defined once.
CREATE OR REPLACE VIEW report.submission AS
SELECT
    v.campaign,
    v.unit_code,
    v.unit_name,
    v.shown_branch_name AS branch_name,
    v.shown_branch_key AS branch_key,
    v.workforce,
    v.members,
    v.smartphone_users,
    v.reached,
    v.launch_sessions,
    v.installed,
    v.in_industrial_zone,
    v.installed_of_people_pct AS installed_of_workforce_pct,
    v.installed_of_smartphones_pct,
    v.typed_pct,
    v.shown_publicity AS publicity,
    v.shown_note AS note,
    v.valid_from,
    v.stale_since,
    v.source_cell,
    v.people,
    v.installed_of_people_pct,
    v.first_seen_at,
    v.first_seen_at AT TIME ZONE v.time_zone AS first_seen_local,
    v.valid_from AT TIME ZONE v.time_zone AS valid_from_local,
    v.stale_since AT TIME ZONE v.time_zone AS stale_since_local,
    v.unit_sort,
    report.vietnamese_sort(v.shown_branch_name) COLLATE "C" AS branch_sort,
    v.in_industrial_zone_assumed
FROM core.counted_submission AS v
WHERE v.closed_by_observation_id IS NULL;

COMMENT ON VIEW report.submission IS 'The current accepted figures of every branch';
COMMENT ON COLUMN report.submission.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.submission.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.submission.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.submission.branch_name IS
'The branch (công đoàn cơ sở) as its unit writes it; … for a person named in it';
COMMENT ON COLUMN report.submission.branch_key IS
'The branch''s name in one form: folded, without CĐCS, persons, remarks of corrections and footnotes; sorts and joins';
COMMENT ON COLUMN report.submission.workforce IS
'People employed (đoàn viên, CNVCLĐ); NULL when the sheet gives only members: a sum of it leaves those out, see people';
COMMENT ON COLUMN report.submission.members IS
'Union members (đoàn viên); NULL when the sheet gives only the workforce';
COMMENT ON COLUMN report.submission.smartphone_users IS 'People with a smartphone; NULL when not given';
COMMENT ON COLUMN report.submission.reached IS 'People told about the app; NULL when not given';
COMMENT ON COLUMN report.submission.launch_sessions IS 'Launch-week sessions held; NULL when not given';
COMMENT ON COLUMN report.submission.installed IS 'People who installed the app';
COMMENT ON COLUMN report.submission.in_industrial_zone IS
'Whether the branch is in an industrial zone or cluster (KCN/CCN); NULL when not given. See in_industrial_zone_assumed';
COMMENT ON COLUMN report.submission.installed_of_workforce_pct IS
'The same as installed_of_people_pct, by its old name';
COMMENT ON COLUMN report.submission.installed_of_smartphones_pct IS
'installed in percent of smartphone_users; NULL when not given or zero';
COMMENT ON COLUMN report.submission.typed_pct IS
'The percentage typed in the sheet, in points; a check only';
COMMENT ON COLUMN report.submission.publicity IS
'How people were told (hình thức tuyên truyền); … for a person named in it, and for a person''s number';
COMMENT ON COLUMN report.submission.note IS
'The branch''s note (ghi chú); … for a person named in it, and for a person''s number';
COMMENT ON COLUMN report.submission.valid_from IS
'Instant from which this version holds: the figures changed then, or the row went bad or was good again';
COMMENT ON COLUMN report.submission.stale_since IS
'Since when the row in the sheet is bad, so that these are the last good figures; NULL when it is good';
COMMENT ON COLUMN report.submission.source_cell IS
'A1 cell of the branch''s name in the content that opened this version';
COMMENT ON COLUMN report.submission.people IS
'People whom a rate is of: the workforce, or the members where the sheet gives only those; never NULL';
COMMENT ON COLUMN report.submission.installed_of_people_pct IS 'installed in percent of people';
COMMENT ON COLUMN report.submission.first_seen_at IS
'First look that saw these figures; a row that goes bad, or is good again with the same figures, does not move it';
COMMENT ON COLUMN report.submission.first_seen_local IS 'first_seen_at by the campaign''s clock';
COMMENT ON COLUMN report.submission.valid_from_local IS 'valid_from by the campaign''s clock';
COMMENT ON COLUMN report.submission.stale_since_local IS 'stale_since by the campaign''s clock';
COMMENT ON COLUMN report.submission.unit_sort IS
'The unit''s name as a key that sorts as Vietnamese does in any database: ORDER BY unit_sort, branch_sort';
COMMENT ON COLUMN report.submission.branch_sort IS
'The branch''s name as a key that sorts as Vietnamese does in any database: Ă and Â after A, Đ after D';
COMMENT ON COLUMN report.submission.in_industrial_zone_assumed IS
'Whether in_industrial_zone is FALSE only because the cell is blank in a column where other branches are marked';
