-- close_flags: a flag ends when its unit no longer stands past its deadline without a valid return.
UPDATE core.flag AS g
SET closed_at = :as_of, closed_by_run_id = cast(:run_id AS uuid)
FROM report.unit_standing_at(:as_of) AS s
WHERE
    g.campaign = :campaign AND g.campaign = s.campaign AND g.unit_code = s.unit_code
    AND g.closed_at IS NULL AND g.flagged_at <= :as_of
    AND NOT (s.standing = 'missing' OR (s.standing = 'needs_fix' AND s.cutoff_at <= :as_of))
RETURNING g.unit_code
