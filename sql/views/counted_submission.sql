-- core.counted_submission
-- Answers: which figures did a branch have, of which unit, and how many people is a rate of?
-- Grain:   one row per version of a branch's accepted figures.
-- Reads:   core.submission, core.unit.
--   people  the workforce, or the members where a row gives only those. Said here, once: every rate is of this column
--           and every sum of people is a sum of it.
CREATE OR REPLACE VIEW core.counted_submission AS
SELECT
    u.campaign,
    u.unit_code,
    u.unit_name,
    v.branch_name,
    v.branch_key,
    v.workforce,
    v.members,
    coalesce(v.workforce, v.members) AS people,
    v.smartphone_users,
    v.reached,
    v.launch_sessions,
    v.installed,
    v.in_industrial_zone,
    v.typed_pct,
    v.publicity,
    v.note,
    v.valid_from,
    v.valid_to,
    v.stale_since,
    v.source_cell,
    v.branch_name_shown,
    v.publicity_shown,
    v.note_shown,
    v.in_industrial_zone_assumed
FROM core.submission AS v
INNER JOIN core.unit AS u ON v.unit_id = u.unit_id;

COMMENT ON VIEW core.counted_submission IS 'Every version of every branch''s accepted figures, with whom a rate is of';
