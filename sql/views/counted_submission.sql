-- core.counted_submission
-- Answers: which figures did a branch have, of which unit, from when to when, and how many people is a rate of?
-- Grain:   one row per version of a branch's accepted figures.
-- Reads:   core.submission, core.unit, core.campaign for its clock.
--   people  the first of the form's quantities of people that a row gives. Said here, once: a rate is of this column
--           where its whole is the people, and every sum of people is a sum of it.
--   closed_by_observation_id  NULL for the version of today: by it, and not by valid_to, the index finds them.
--   shown_…                   what analysts see of a text: nobody is named, nobody's number told. It is stored
--                             beside the text, as it would take long to find out. A number in a key is from before
--                             persons were left out of keys: `bluezone rebuild` makes it anew.
-- Edge:    rates are recomputed from the counts, never taken from the sheet. A quantity that a campaign does not
--          ask for is NULL, and so is a rate of it.
CREATE OR REPLACE VIEW core.counted_submission AS
SELECT
    u.campaign,
    u.unit_code,
    u.unit_name,
    v.branch_name,
    v.branch_key,
    v.people,
    v.valid_from,
    v.valid_to,
    v.stale_since,
    v.source_cell,
    v.closed_by_observation_id,
    coalesce(v.first_seen_at, v.valid_from) AS first_seen_at,
    u.unit_sort,
    c.time_zone,
    coalesce(v.branch_name_shown, v.branch_name) AS shown_branch_name,
    -- each stored quantity
    v.quantity,
    -- end
    -- each stored mark
    v.quantity_assumed,
    -- end
    -- each stored text
    coalesce(v.quantity_shown, v.quantity) AS shown_quantity,
    -- end
    -- each rate
    core.points(v.part, v.whole) AS rate,
    -- end
    CASE
        WHEN v.branch_name_shown IS NULL THEN v.branch_key
        ELSE regexp_replace(v.branch_key, '[0-9]{8,}', '…', 'g')
    END AS shown_branch_key,
    v.unit_id
FROM (
    SELECT
        s.*,
        coalesce(
            -- each people
            s.quantity,
            -- end
            NULL::integer
        ) AS people
    FROM core.submission AS s
) AS v
INNER JOIN core.unit AS u ON v.unit_id = u.unit_id
-- LEFT, so that who asks for no local time does not pay for it
LEFT JOIN core.campaign AS c ON u.campaign = c.campaign;

COMMENT ON VIEW core.counted_submission IS 'Every version of every branch''s accepted figures, with whom a rate is of';
