-- find_changes: what the staged returns change in the open versions of their units' branches.
--   open   the branch is new, its figures changed, or its row is good again; or an answer says what they are
--   stale  the branch's row is bad or waits for an answer: its last accepted figures stay, marked
--   close  the branch left the sheet
--          Who is named beside a branch is none of its figures: another person there is no change.
--   ended  where the open version is that this closes; nothing moves it while its campaign is locked
--   first_seen_at  when the figures were first seen, where they are those of the version that this closes
-- A branch that is not there is kept as stale when its return has a row, refused or waiting, of which nobody
-- can tell whose it is.
INSERT INTO submission_change (unit_id, branch_key, ended, action, first_seen_at)
WITH o AS (
    SELECT
        v.*,
        v.ctid AS version_ctid
    FROM core.submission AS v
    WHERE v.unit_id = any(:unit_ids) AND v.closed_by_observation_id IS NULL
),

compared AS (
    SELECT
        coalesce(s.unit_id, o.unit_id) AS unit_id,
        coalesce(s.branch_key, o.branch_key) AS branch_key,
        s.branch_key IS NOT NULL AS is_accepted,
        o.branch_key IS NOT NULL AS is_known,
        o.version_ctid AS ended,
        o.stale_since IS NOT NULL AS is_stale,
        (s.stale_since IS DISTINCT FROM o.stale_since) AS turns_stale_or_good,
        (
            (
                -- each stored figure
                s.quantity,
                -- end
                -- each stored mark
                s.quantity_assumed,
                -- end
                -- each stored text
                coalesce(s.quantity_shown, s.quantity),
                -- end
                coalesce(s.branch_name_shown, s.branch_name)
            ) IS DISTINCT FROM (
                -- each stored figure
                o.quantity,
                -- end
                -- each stored mark
                o.quantity_assumed,
                -- end
                -- each stored text
                coalesce(o.quantity_shown, o.quantity),
                -- end
                coalesce(o.branch_name_shown, o.branch_name)
            )
        ) AS says_other,
        coalesce(o.first_seen_at, o.valid_from) AS known_since,
        s.first_seen_at
    FROM staged_submission AS s
    FULL JOIN o ON s.unit_id = o.unit_id AND s.branch_key = o.branch_key
),

-- few rows of many, told first: only these are asked about their returns
difference AS (
    SELECT
        c.unit_id,
        c.branch_key,
        c.is_accepted,
        c.ended,
        c.is_stale,
        -- the row went bad, or is good again, with what it said before
        CASE WHEN c.is_accepted AND c.says_other THEN c.first_seen_at ELSE c.known_since END AS first_seen_at
    FROM compared AS c
    WHERE NOT c.is_accepted OR NOT c.is_known OR c.turns_stale_or_good OR c.says_other
),

change AS (
    SELECT
        d.unit_id,
        d.branch_key,
        d.ended,
        d.is_stale,
        d.first_seen_at,
        CASE
            WHEN d.is_accepted THEN 'open'
            WHEN b.branch_key IS NOT NULL OR r.keeps_vanished THEN 'stale'
            ELSE 'close'
        END AS action
    FROM difference AS d
    INNER JOIN staged_return AS r ON d.unit_id = r.unit_id
    LEFT JOIN staged_bad_branch AS b ON d.unit_id = b.unit_id AND d.branch_key = b.branch_key
)

SELECT
    c.unit_id,
    c.branch_key,
    c.ended,
    c.action,
    c.first_seen_at
FROM change AS c
WHERE NOT (c.action = 'stale' AND c.is_stale)
