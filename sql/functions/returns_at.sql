-- core.returns_at
-- Answers: which returns had been seen by an instant, and what was each worth by what was known then?
-- Grain:   one row per change of content of a unit's sheet.
-- Reads:   core.unit_return; only returns with observed_at <= as_of, each as the answers given by then make of it.
-- Edge:    a plain question, so that the planner looks through it: who asks about one unit reads only that unit.
CREATE OR REPLACE FUNCTION core.returns_at(as_of timestamptz)
RETURNS SETOF core.unit_return
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT r.*
    FROM core.unit_return AS r
    WHERE
        r.observed_at <= as_of
        AND r.known_at <= as_of AND (r.superseded_at IS NULL OR r.superseded_at > as_of);
END;
