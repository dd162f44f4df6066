-- core.others_with_figures
-- Answers: which other units of a campaign hold certain figures in their last return, as of an instant?
-- Grain:   one row per other unit that owes at as_of.
-- Reads:   core.roster_at(as_of); core.returns_at(as_of), by the key of the figures: who asks about one unit reads no
--          other unit's history.
CREATE OR REPLACE FUNCTION core.others_with_figures(
    of_campaign text, of_unit text, of_figures text, as_of timestamptz
)
RETURNS TABLE (
    unit_code text,
    unit_name text,
    unit_position integer,
    known_at timestamptz
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        u.unit_code,
        u.unit_name,
        u.position AS unit_position,
        r.known_at
    FROM core.returns_at(as_of) AS r
    INNER JOIN core.roster_at(as_of) AS u ON r.campaign = u.campaign AND r.unit_code = u.unit_code
    WHERE
        r.campaign = of_campaign AND r.figures_key = of_figures AND r.unit_code != of_unit
        AND NOT EXISTS (
            SELECT 1 FROM core.returns_at(as_of) AS later
            WHERE
                later.campaign = r.campaign AND later.unit_code = r.unit_code
                AND (later.observed_at, later.observation_id) > (r.observed_at, r.observation_id)
        );
END;
