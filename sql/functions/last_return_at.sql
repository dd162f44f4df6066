-- core.last_return_at
-- Answers: what was a unit's latest content worth, as of an instant?
-- Grain:   one row, or none where nothing of the unit was folded by then.
-- Reads:   core.returns_at.
CREATE OR REPLACE FUNCTION core.last_return_at(of_campaign text, of_unit text, as_of timestamptz)
RETURNS SETOF core.unit_return
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT r.*
    FROM core.returns_at(as_of) AS r
    WHERE r.campaign = of_campaign AND r.unit_code = of_unit
    ORDER BY r.observed_at DESC, r.observation_id DESC
    LIMIT 1;
END;
