-- report.unit_standing
-- Answers: who has reported, who is late, who is missing?
-- Grain:   one row per active unit and campaign, as of now.
-- Reads:   report.unit_standing_at(now()); the rule itself lives in core.standing_of, once.
CREATE OR REPLACE VIEW report.unit_standing AS
SELECT s.*
FROM report.unit_standing_at(now()) AS s;

COMMENT ON VIEW report.unit_standing IS 'Where each unit stands now';
COMMENT ON COLUMN report.unit_standing.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.unit_standing.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.unit_standing.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.unit_standing.unit_kind IS
'Code of its kind, as the issuer''s file names it (issuer.toml): district, sector, affiliated in 2020';
COMMENT ON COLUMN report.unit_standing.unit_position IS 'Place in the roster; sorts units as people expect';
COMMENT ON COLUMN report.unit_standing.standing IS
'exempt, not_due, needs_fix, on_time, late, missing or unverified; exactly one';
COMMENT ON COLUMN report.unit_standing.standing_vi IS
'The standing as union staff call it; chờ trả lời for not_due and unverified where waiting_since is not NULL';
COMMENT ON COLUMN report.unit_standing.cutoff_at IS
'Exclusive instant of the unit''s deadline, extensions included';
COMMENT ON COLUMN report.unit_standing.submitted_at IS 'First look that saw any content; NULL when none did';
COMMENT ON COLUMN report.unit_standing.accepted_at IS
'First look that saw a complete valid return; NULL when none did';
COMMENT ON COLUMN report.unit_standing.absent_at IS
'Last successful look before accepted_at, or of all looks: until then there was no complete valid return';
COMMENT ON COLUMN report.unit_standing.is_declared_evidence IS
'Whether accepted_at is an arrival that an operator declared rather than our own look';
COMMENT ON COLUMN report.unit_standing.branches_accepted IS
'Branches with accepted figures, stale_branches included';
COMMENT ON COLUMN report.unit_standing.branches_expected IS 'Branches the roster expects; NULL when unknown';
COMMENT ON COLUMN report.unit_standing.open_errors IS 'Open findings of severity error';
COMMENT ON COLUMN report.unit_standing.open_warnings IS 'Open findings of severity warning';
COMMENT ON COLUMN report.unit_standing.amended_after_cutoff IS
'Whether figures changed at or after the cutoff, after the first complete valid return';
COMMENT ON COLUMN report.unit_standing.unreadable_since IS
'First failed look since the last successful one; NULL while the sheet can be read';
COMMENT ON COLUMN report.unit_standing.original_standing IS
'The standing by evidence under the campaign''s own cutoff: no extension, exemption or ruling';
COMMENT ON COLUMN report.unit_standing.original_standing_vi IS 'The same as union staff call it';
COMMENT ON COLUMN report.unit_standing.days_late IS
'Local days past the deadline: of accepted_at when late, so far when missing or needs_fix, 0 when on time; no more '
'than until the campaign closes (closes_on of its file), with an extension so much later';
COMMENT ON COLUMN report.unit_standing.flagged_at IS
'When the open flag for a missed deadline was raised; NULL when there is none';
COMMENT ON COLUMN report.unit_standing.open_questions IS
'Open findings of severity question: what they are about waits, uncounted, for a yes or no';
COMMENT ON COLUMN report.unit_standing.waiting_since IS
'First look at a return that nothing but open questions keeps from being valid; NULL once there is a valid one';
COMMENT ON COLUMN report.unit_standing.stale_branches IS
'Branches among branches_accepted whose row is bad now, or waits: their last good figures count';
COMMENT ON COLUMN report.unit_standing.cutoff_local IS 'cutoff_at by the campaign''s clock';
COMMENT ON COLUMN report.unit_standing.submitted_local IS 'submitted_at by the campaign''s clock';
COMMENT ON COLUMN report.unit_standing.accepted_local IS 'accepted_at by the campaign''s clock';
COMMENT ON COLUMN report.unit_standing.accepted_on IS 'The local day of accepted_at';
COMMENT ON COLUMN report.unit_standing.absent_local IS 'absent_at by the campaign''s clock';
COMMENT ON COLUMN report.unit_standing.unreadable_since_local IS 'unreadable_since by the campaign''s clock';
COMMENT ON COLUMN report.unit_standing.flagged_local IS 'flagged_at by the campaign''s clock';
COMMENT ON COLUMN report.unit_standing.waiting_since_local IS 'waiting_since by the campaign''s clock';
COMMENT ON COLUMN report.unit_standing.unit_sort IS
'The unit''s name as a key that sorts as Vietnamese does in any database: ORDER BY unit_sort';
COMMENT ON COLUMN report.unit_standing.unit_kind_vi IS
'The kind as the issuer calls it: what held on the day of the campaign''s letter; NULL where no file said it';
