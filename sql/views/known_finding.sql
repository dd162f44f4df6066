-- core.known_finding
-- Answers: what was ever wrong in each unit's sheet, in the words that the unit itself is told?
-- Grain:   one row per finding and time that it was opened; ask with is_of_now or with is_of_history.
-- Reads:   core.finding, core.unit. What only the returns of all units show together, that one is a copy of another,
--          comes from report.copies_at(now()) and core.copy_history; its words from core.rule.
--   is_of_now, is_of_history  said outright, so that the planner leaves out what is not asked for; that units are
--                             copies is said for each of the two, since of now only those are named that still are
--   opened_by, closed_by      the look, or the answer or its end, numbered together; NULL where others' returns did it
CREATE OR REPLACE VIEW core.known_finding AS
WITH copied AS (
    SELECT
        c.campaign,
        c.unit_code,
        c.others,
        c.since,
        NULL::timestamptz AS until,
        TRUE AS is_of_now,
        FALSE AS is_of_history
    FROM report.copies_at(now()) AS c
    UNION ALL
    SELECT
        c.campaign,
        c.unit_code,
        c.others,
        c.since,
        c.until,
        FALSE AS is_of_now,
        TRUE AS is_of_history
    FROM core.copy_history AS c
)

SELECT
    f.campaign,
    f.unit_code,
    u.unit_name,
    u.position AS unit_position,
    f.severity,
    f.rule,
    f.cell,
    f.heading,
    f.raw_value,
    f.message_vi,
    f.first_seen_at,
    f.closed_at,
    f.closed_at IS NULL AS is_of_now,
    TRUE AS is_of_history,
    f.observation_id AS opened_by,
    f.closed_by_observation_id AS closed_by
FROM core.finding AS f
INNER JOIN core.unit AS u ON f.campaign = u.campaign AND f.unit_code = u.unit_code
UNION ALL
SELECT
    c.campaign,
    c.unit_code,
    u.unit_name,
    u.position AS unit_position,
    r.severity,
    r.rule,
    NULL AS cell,
    NULL AS heading,
    NULL AS raw_value,
    replace(r.sentence_vi, '{others}', c.others) AS message_vi,
    c.since AS first_seen_at,
    c.until AS closed_at,
    c.is_of_now,
    c.is_of_history,
    NULL::bigint AS opened_by,
    NULL::bigint AS closed_by
FROM copied AS c
INNER JOIN core.unit AS u ON c.campaign = u.campaign AND c.unit_code = u.unit_code
INNER JOIN core.rule AS r ON r.rule = 'copy_of_another_unit';

COMMENT ON VIEW core.known_finding IS 'All that ever was wrong in the units'' sheets, as each unit itself is told';
