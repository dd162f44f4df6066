-- raise_flags: a unit first found past its cutoff without a valid return; one open flag per unit.
-- An instant before a flag that the unit had already is no first finding: flags are not raised backwards.
-- Answers the units that this run flagged at this instant, also when it is asked a second time.
WITH raised AS (
    INSERT INTO core.flag (campaign, unit_code, flagged_at, run_id, standing, cutoff_at)
    SELECT
        s.campaign,
        s.unit_code,
        :as_of,
        :run_id,
        s.standing,
        s.cutoff_at
    FROM report.unit_standing_at(:as_of) AS s
    WHERE
        s.campaign = :campaign
        AND core.is_overdue(s.standing, s.cutoff_at, :as_of)
        AND NOT EXISTS (
            SELECT 1 FROM core.flag AS g
            WHERE
                g.campaign = s.campaign AND g.unit_code = s.unit_code
                AND (g.closed_at IS NULL OR g.flagged_at >= :as_of)
        )
    RETURNING unit_code
)

SELECT r.unit_code FROM raised AS r
UNION
SELECT g.unit_code FROM core.flag AS g
WHERE g.campaign = :campaign AND g.run_id = :run_id AND g.flagged_at = :as_of
ORDER BY unit_code
