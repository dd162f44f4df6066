-- core.open_finding
-- Answers: what must each unit correct, in the words that the unit itself is told?
-- Grain:   one row per open finding.
-- Reads:   core.known_finding.
CREATE OR REPLACE VIEW core.open_finding AS
SELECT
    f.campaign,
    f.unit_code,
    f.unit_name,
    f.unit_position,
    f.severity,
    f.rule,
    f.cell,
    f.heading,
    f.raw_value,
    f.message_vi,
    f.first_seen_at
FROM core.known_finding AS f
WHERE f.is_of_now;

COMMENT ON VIEW core.open_finding IS 'What is wrong in the units'' sheets now, as each unit itself is told';
