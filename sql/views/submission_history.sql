-- report.submission_history
-- Answers: which figures did a branch have, and from when to when?
-- Grain:   one row per version of a branch's accepted figures; valid_to is exclusive, NULL for the current one.
-- Reads:   core.counted_submission, where the figures and rates are defined once.
-- Edge:    a row that went bad keeps its last accepted figures in a version that carries stale_since.
CREATE OR REPLACE VIEW report.submission_history AS
SELECT
    -- columns of submission_history
    v.campaign,
    v.unit_code,
    v.unit_name,
    v.shown_branch_name AS branch_name,
    v.shown_branch_key AS branch_key,
    -- each shown figure
    v.quantity,
    -- end
    -- each shown mark
    v.quantity_assumed,
    -- end
    -- each shown text
    v.shown_quantity AS quantity,
    -- end
    -- each shown rate
    v.rate,
    -- end
    -- each shown renamed rate
    v.rate AS also_named,
    -- end
    v.valid_from,
    v.valid_to,
    v.stale_since,
    v.source_cell,
    v.people,
    v.first_seen_at,
    v.first_seen_at AT TIME ZONE v.time_zone AS first_seen_local,
    v.valid_from AT TIME ZONE v.time_zone AS valid_from_local,
    v.valid_to AT TIME ZONE v.time_zone AS valid_to_local,
    v.stale_since AT TIME ZONE v.time_zone AS stale_since_local,
    v.unit_sort,
    report.vietnamese_sort(v.shown_branch_name) COLLATE "C" AS branch_sort
    -- end
FROM core.counted_submission AS v;

COMMENT ON VIEW report.submission_history IS 'Every version of every branch''s accepted figures';
COMMENT ON COLUMN report.submission_history.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.submission_history.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.submission_history.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.submission_history.branch_name IS
'The branch (công đoàn cơ sở) as its unit writes it; … for a person named in it';
COMMENT ON COLUMN report.submission_history.branch_key IS
'The branch''s name in one form: folded, without CĐCS, persons, remarks of corrections and footnotes; sorts and joins';
COMMENT ON COLUMN report.submission_history.valid_from IS
'Instant from which this version holds: the figures changed then, or the row went bad or was good again';
COMMENT ON COLUMN report.submission_history.valid_to IS
'Instant from which they no longer held, exclusive; NULL while they do';
COMMENT ON COLUMN report.submission_history.stale_since IS
'Since when the row in the sheet is bad, so that these are the last good figures; NULL when it is good';
COMMENT ON COLUMN report.submission_history.source_cell IS
'A1 cell of the branch''s name in the content that opened this version';
COMMENT ON COLUMN report.submission_history.people IS
'People whom a rate is of: the first of the form''s quantities of people that the row gives; NULL where it has none';
COMMENT ON COLUMN report.submission_history.first_seen_at IS
'First look that saw these figures; a row that goes bad, or is good again with the same figures, does not move it';
COMMENT ON COLUMN report.submission_history.first_seen_local IS 'first_seen_at by the campaign''s clock';
COMMENT ON COLUMN report.submission_history.valid_from_local IS 'valid_from by the campaign''s clock';
COMMENT ON COLUMN report.submission_history.valid_to_local IS 'valid_to by the campaign''s clock';
COMMENT ON COLUMN report.submission_history.stale_since_local IS 'stale_since by the campaign''s clock';
COMMENT ON COLUMN report.submission_history.unit_sort IS
'The unit''s name as a key that sorts as Vietnamese does in any database: ORDER BY unit_sort, branch_sort';
COMMENT ON COLUMN report.submission_history.branch_sort IS
'The branch''s name as a key that sorts as Vietnamese does in any database: Ă and Â after A, Đ after D';
-- each shown quantity
COMMENT ON COLUMN report.submission_history.quantity IS
'<meaning>';
-- end
-- each shown mark
COMMENT ON COLUMN report.submission_history.quantity_assumed IS
'Whether quantity is FALSE only because the cell is blank in a column where other branches are marked';
-- end
-- each shown rate
COMMENT ON COLUMN report.submission_history.rate IS
'<meaning>; nine digits, to be rounded once';
-- end
-- each shown renamed rate
COMMENT ON COLUMN report.submission_history.also_named IS 'The same as rate, by its old name';
-- end
