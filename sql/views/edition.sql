-- report.edition
-- Answers: what did the roster say when, who took it so and why?
-- Grain:   one row per edition of a campaign's roster.
-- Reads:   core.edition, core.roster_entry, core.campaign for its clock.
-- Edge:    an edition holds until the next one takes effect. Who took it answers for it and is named; a person whom the
--          reason names with a form of address is not, and nobody's number is shown.
CREATE OR REPLACE VIEW report.edition AS
SELECT
    e.campaign,
    e.edition,
    nullif(e.effective_at, '-infinity') AS effective_at,
    report.without_persons(e.reason) AS reason,
    report.without_phones(e.decided_by) AS decided_by,
    report.without_phones(e.letter_number) AS letter_number,
    e.recorded_at,
    (
        SELECT count(*) FROM core.roster_entry AS r WHERE r.campaign = e.campaign AND r.edition = e.edition
    )::integer AS units_changed,
    (
        SELECT count(*) FROM core.roster_entry AS r
        WHERE
            r.campaign = e.campaign AND r.is_active
            AND r.since <= e.effective_at AND (r.until IS NULL OR r.until > e.effective_at)
    )::integer AS units_active,
    nullif(e.effective_at, '-infinity') AT TIME ZONE c.time_zone AS effective_local,
    e.recorded_at AT TIME ZONE c.time_zone AS recorded_local
FROM core.edition AS e
INNER JOIN core.campaign AS c ON e.campaign = c.campaign;

COMMENT ON VIEW report.edition IS 'The roster as it was said from an instant on: each edition, who took it and why';
COMMENT ON COLUMN report.edition.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.edition.edition IS 'Number of the edition (bản danh sách đơn vị) within the campaign, from 1';
COMMENT ON COLUMN report.edition.effective_at IS
'From when answers go by it; answers as of earlier instants do not know it. NULL for the first one: since ever';
COMMENT ON COLUMN report.edition.reason IS
'Why; … for a person named in it. NULL for a first one that the first collection took from the roster''s file';
COMMENT ON COLUMN report.edition.decided_by IS 'Who took it; without telephone numbers. NULL as in reason';
COMMENT ON COLUMN report.edition.letter_number IS 'Number of the letter; empty when there is none';
COMMENT ON COLUMN report.edition.recorded_at IS 'When it was recorded; for audit, decides nothing';
COMMENT ON COLUMN report.edition.units_changed IS 'Units of which it says something else than the edition before';
COMMENT ON COLUMN report.edition.units_active IS
'Units that it asks returns of, those included that join later or have left';
COMMENT ON COLUMN report.edition.effective_local IS 'effective_at by the campaign''s clock';
COMMENT ON COLUMN report.edition.recorded_local IS 'recorded_at by the campaign''s clock';
