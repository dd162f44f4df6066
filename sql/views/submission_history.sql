-- report.submission_history
-- Answers: which figures did a branch have, and from when to when?
-- Grain:   one row per version of a branch's accepted figures; valid_to is exclusive, NULL for the current one.
-- Reads:   core.counted_submission.
-- Edge:    a row that went bad keeps its last accepted figures in a version that carries stale_since.
--          Nobody is named and nobody's number shown: what a text says without them is stored beside it, as it would
--          take long to find out. A number in a key is from before persons were left out of keys: `bluezone rebuild`
--          makes it anew.
--          Rates are recomputed from the counts, never taken from the sheet (typed_pct is only a check).
CREATE OR REPLACE VIEW report.submission_history AS
SELECT
    v.campaign,
    v.unit_code,
    v.unit_name,
    coalesce(v.branch_name_shown, v.branch_name) AS branch_name,
    CASE
        WHEN v.branch_name_shown IS NULL THEN v.branch_key
        ELSE regexp_replace(v.branch_key, '[0-9]{8,}', '…', 'g')
    END AS branch_key,
    v.workforce,
    v.members,
    v.smartphone_users,
    v.reached,
    v.launch_sessions,
    v.installed,
    v.in_industrial_zone,
    round(100.0 * v.installed / nullif(v.people, 0), 2) AS installed_of_workforce_pct,
    round(100.0 * v.installed / nullif(v.smartphone_users, 0), 2) AS installed_of_smartphones_pct,
    v.typed_pct,
    coalesce(v.publicity_shown, v.publicity) AS publicity,
    coalesce(v.note_shown, v.note) AS note,
    v.valid_from,
    v.valid_to,
    v.stale_since,
    v.source_cell,
    v.people,
    v.in_industrial_zone_assumed
FROM core.counted_submission AS v;

COMMENT ON VIEW report.submission_history IS 'Every version of every branch''s accepted figures';
COMMENT ON COLUMN report.submission_history.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.submission_history.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.submission_history.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.submission_history.branch_name IS
'The branch (công đoàn cơ sở) as its unit writes it; … for a person named in it';
COMMENT ON COLUMN report.submission_history.branch_key IS
'The branch''s name in one form: folded, without CĐCS, persons, remarks of corrections and footnotes; sorts and joins';
COMMENT ON COLUMN report.submission_history.workforce IS
'People employed (đoàn viên, CNVCLĐ); NULL when the sheet gives only members';
COMMENT ON COLUMN report.submission_history.members IS
'Union members (đoàn viên); NULL when the sheet gives only the workforce';
COMMENT ON COLUMN report.submission_history.smartphone_users IS 'People with a smartphone; NULL when not given';
COMMENT ON COLUMN report.submission_history.reached IS 'People told about the app; NULL when not given';
COMMENT ON COLUMN report.submission_history.launch_sessions IS 'Launch-week sessions held; NULL when not given';
COMMENT ON COLUMN report.submission_history.installed IS 'People who installed the app';
COMMENT ON COLUMN report.submission_history.in_industrial_zone IS
'Whether the branch is in an industrial zone or cluster (KCN/CCN); NULL when not given. See in_industrial_zone_assumed';
COMMENT ON COLUMN report.submission_history.installed_of_workforce_pct IS
'installed in percent of people';
COMMENT ON COLUMN report.submission_history.installed_of_smartphones_pct IS
'installed in percent of smartphone_users; NULL when not given or zero';
COMMENT ON COLUMN report.submission_history.typed_pct IS 'The percentage typed in the sheet, in points; a check only';
COMMENT ON COLUMN report.submission_history.publicity IS
'How people were told (hình thức tuyên truyền); … for a person named in it, and for a person''s number';
COMMENT ON COLUMN report.submission_history.note IS
'The branch''s note (ghi chú); … for a person named in it, and for a person''s number';
COMMENT ON COLUMN report.submission_history.valid_from IS 'First instant at which these figures were seen';
COMMENT ON COLUMN report.submission_history.valid_to IS
'Instant from which they no longer held, exclusive; NULL while they do';
COMMENT ON COLUMN report.submission_history.stale_since IS
'Since when the row in the sheet is bad, so that these are the last good figures; NULL when it is good';
COMMENT ON COLUMN report.submission_history.source_cell IS
'A1 cell of the branch''s name in the content that opened this version';
COMMENT ON COLUMN report.submission_history.people IS
'People whom a rate is of: the workforce, or the members where the sheet gives only those; never NULL';
COMMENT ON COLUMN report.submission_history.in_industrial_zone_assumed IS
'Whether in_industrial_zone is FALSE only because the cell is blank in a column where other branches are marked';
