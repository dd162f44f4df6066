-- find_changes: what the staged returns change in the open versions of their units' branches.
--   open   the branch is new, its figures changed, or its row is good again
--   stale  the branch's row is bad: its last accepted figures stay, marked
--   close  the branch left the sheet
-- A branch that is not there is kept as stale when its return has a refused row that cannot be told whose it is.
CREATE TEMP TABLE submission_change ON COMMIT DROP AS
WITH o AS (
    SELECT v.*
    FROM core.submission AS v
    INNER JOIN staged_return AS staged ON v.unit_code = staged.unit_code
    WHERE v.campaign = :campaign AND v.valid_to IS NULL
)

SELECT
    coalesce(s.unit_code, o.unit_code) AS unit_code,
    coalesce(s.branch_key, o.branch_key) AS branch_key,
    o.observation_id AS open_observation_id,
    CASE
        WHEN s.branch_key IS NOT NULL THEN 'open'
        WHEN b.branch_key IS NOT NULL OR r.keeps_vanished THEN 'stale'
        ELSE 'close'
    END AS action
FROM staged_submission AS s
FULL JOIN o ON s.unit_code = o.unit_code AND s.branch_key = o.branch_key
INNER JOIN staged_return AS r ON r.unit_code = coalesce(s.unit_code, o.unit_code)
LEFT JOIN staged_bad_branch AS b ON o.unit_code = b.unit_code AND o.branch_key = b.branch_key
WHERE
    CASE
        WHEN s.branch_key IS NULL AND (b.branch_key IS NOT NULL OR r.keeps_vanished) THEN o.stale_since IS NULL
        WHEN s.branch_key IS NULL OR o.branch_key IS NULL OR o.stale_since IS NOT NULL THEN TRUE
        ELSE (
            s.branch_name, s.workforce, s.members, s.smartphone_users, s.reached, s.launch_sessions,
            s.installed, s.in_industrial_zone, s.typed_pct, s.publicity, s.note
        ) IS DISTINCT FROM (
            o.branch_name, o.workforce, o.members, o.smartphone_users, o.reached, o.launch_sessions,
            o.installed, o.in_industrial_zone, o.typed_pct, o.publicity, o.note
        )
    END
