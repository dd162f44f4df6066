-- close_flags: a flag ends when its unit no longer stands past its deadline without a valid return, or owes none.
-- Answers the units whose flag this run closed at this instant, also when it is asked a second time.
WITH closed AS (
    UPDATE core.flag AS g
    SET closed_at = :as_of, closed_by_run_id = cast(:run_id AS uuid)
    WHERE
        g.campaign = :campaign AND g.closed_at IS NULL AND g.flagged_at <= :as_of
        AND g.unit_code NOT IN (
            SELECT s.unit_code
            FROM report.unit_standing_at(:as_of) AS s
            WHERE s.campaign = :campaign AND core.is_overdue(s.standing, s.cutoff_at, :as_of)
        )
    RETURNING g.unit_code
)

SELECT c.unit_code FROM closed AS c
UNION
SELECT g.unit_code FROM core.flag AS g
WHERE g.campaign = :campaign AND g.closed_by_run_id = cast(:run_id AS uuid) AND g.closed_at = :as_of
ORDER BY unit_code
