-- core.last_content_at
-- Answers: which look at a unit's sheet saw its latest content, as of an instant?
-- Grain:   one row, or none where nothing was seen by then.
-- Reads:   raw.observation.
CREATE OR REPLACE FUNCTION core.last_content_at(of_campaign text, of_unit text, as_of timestamptz)
RETURNS SETOF raw.observation
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT o.*
    FROM raw.observation AS o
    WHERE
        o.campaign = of_campaign AND o.unit_code = of_unit
        AND o.content_sha256 IS NOT NULL AND o.observed_at <= as_of
    ORDER BY o.observed_at DESC, o.observation_id DESC
    LIMIT 1;
END;
