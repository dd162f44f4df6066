-- core.look
-- Answers: when did we look at a unit's sheet, how did it end, which content was there?
-- Grain:   one row per look.
-- Reads:   raw.observation, without where the sheet is and who declared the look.
CREATE OR REPLACE VIEW core.look AS
SELECT
    o.campaign,
    o.unit_code,
    o.observation_id,
    o.observed_at,
    o.is_successful,
    o.content_sha256,
    o.modified_at,
    o.declared_by IS NOT NULL AS is_declared
FROM raw.observation AS o;

COMMENT ON VIEW core.look IS 'Every look at a unit''s sheet, as far as standings are told from it';
