-- core.counted_submission
-- Answers: which figures did a branch have, of which unit, from when to when, and how many people is a rate of?
-- Grain:   one row per version of a branch's accepted figures.
-- Reads:   core.submission, core.unit, core.campaign for its clock.
--   people  the workforce, or the members where a row gives only those. Said here, once: every rate is of this column
--           and every sum of people is a sum of it.
--   closed_by_observation_id  NULL for the version of today: by it, and not by valid_to, the index finds them.
--   shown_…                   what analysts see of a text: nobody is named, nobody's number told. It is stored
--                             beside the text, as it would take long to find out. A number in a key is from before
--                             persons were left out of keys: `bluezone rebuild` makes it anew.
-- Edge:    rates are recomputed from the counts, never taken from the sheet (typed_pct is only a check).
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
    v.closed_by_observation_id,
    coalesce(v.first_seen_at, v.valid_from) AS first_seen_at,
    round(100.0 * v.installed / nullif(coalesce(v.workforce, v.members), 0), 2) AS installed_of_people_pct,
    round(100.0 * v.installed / nullif(v.smartphone_users, 0), 2) AS installed_of_smartphones_pct,
    u.unit_sort,
    c.time_zone,
    coalesce(v.branch_name_shown, v.branch_name) AS shown_branch_name,
    CASE
        WHEN v.branch_name_shown IS NULL THEN v.branch_key
        ELSE regexp_replace(v.branch_key, '[0-9]{8,}', '…', 'g')
    END AS shown_branch_key,
    coalesce(v.publicity_shown, v.publicity) AS shown_publicity,
    coalesce(v.note_shown, v.note) AS shown_note,
    v.in_industrial_zone_assumed
FROM core.submission AS v
INNER JOIN core.unit AS u ON v.unit_id = u.unit_id
-- LEFT, so that who asks for no local time does not pay for it
LEFT JOIN core.campaign AS c ON u.campaign = c.campaign;

COMMENT ON VIEW core.counted_submission IS 'Every version of every branch''s accepted figures, with whom a rate is of';
