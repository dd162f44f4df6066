-- report.roster_history
-- Answers: what did the roster say of a unit, from when to when?
-- Grain:   one row per unit and edition that said something else of it; said_to is exclusive, NULL while it holds.
-- Reads:   core.roster_entry, core.campaign for its clock.
-- Edge:    what is said and from when a unit owes are two things: an edition of 20/8 may say that it joins on 22/8.
CREATE OR REPLACE VIEW report.roster_history AS
SELECT
    r.campaign,
    r.unit_code,
    r.edition,
    nullif(r.since, '-infinity') AS said_from,
    r.until AS said_to,
    r.unit_name,
    r.unit_kind,
    r.is_active,
    r.position AS unit_position,
    r.branches_expected,
    (r.owes_from AT TIME ZONE c.time_zone)::date AS joined_on,
    (r.owes_until AT TIME ZONE c.time_zone)::date AS left_on,
    r.successor_of,
    nullif(r.since, '-infinity') AT TIME ZONE c.time_zone AS said_from_local,
    r.until AT TIME ZONE c.time_zone AS said_to_local,
    r.unit_sort
FROM core.roster_entry AS r
INNER JOIN core.campaign AS c ON r.campaign = c.campaign;

COMMENT ON VIEW report.roster_history IS 'What each edition of the roster said of each unit, from when to when';
COMMENT ON COLUMN report.roster_history.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.roster_history.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.roster_history.edition IS 'Number of the edition that said so; see report.edition';
COMMENT ON COLUMN report.roster_history.said_from IS
'From when answers go by it; NULL for what the first edition said: since ever';
COMMENT ON COLUMN report.roster_history.said_to IS 'From when they no longer do, exclusive; NULL while they do';
COMMENT ON COLUMN report.roster_history.unit_name IS 'Name of the unit, as said then';
COMMENT ON COLUMN report.roster_history.unit_kind IS 'Kind of the unit, as said then';
COMMENT ON COLUMN report.roster_history.is_active IS
'Whether a return is asked of it; FALSE also of a unit that the edition names no more';
COMMENT ON COLUMN report.roster_history.unit_position IS 'Place of the unit in the roster, as said then';
COMMENT ON COLUMN report.roster_history.branches_expected IS 'Branches it was said to have; NULL when not said';
COMMENT ON COLUMN report.roster_history.joined_on IS 'First local day on which it owes; NULL: since ever';
COMMENT ON COLUMN report.roster_history.left_on IS
'First local day on which it owes nothing any more: its figures count no longer; NULL: it goes on';
COMMENT ON COLUMN report.roster_history.successor_of IS
'Codes of the units that it took over from, | between them; empty when it is nobody''s successor';
COMMENT ON COLUMN report.roster_history.said_from_local IS 'said_from by the campaign''s clock';
COMMENT ON COLUMN report.roster_history.said_to_local IS 'said_to by the campaign''s clock';
COMMENT ON COLUMN report.roster_history.unit_sort IS
'The unit''s name as a key that sorts as Vietnamese does in any database: ORDER BY unit_sort';
