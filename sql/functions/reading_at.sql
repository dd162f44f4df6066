-- report.reading_at
-- Answers: who would stand elsewhere if the deadline were read otherwise? (Hiểu hạn khác đi thì ai đổi?)
-- Grain:   one row per unit and other reading of the deadline that moves it, as of an instant.
-- Reads:   report.unit_standing_at by the campaign's own reading and by each of the three.
-- Edge:    extensions stay as granted; only the campaign's own cutoff is read otherwise. Each reading is asked
--          once, and a window lays a unit's beside each other: a join would ask one anew for each row of
--          another, for minutes, where the planner knows nothing of the tables yet.
CREATE OR REPLACE FUNCTION report.reading_at(as_of timestamptz)
RETURNS TABLE (
    campaign text,
    policy text,
    unit_code text,
    unit_name text,
    unit_position integer,
    standing text,
    standing_vi text,
    other_standing text,
    other_standing_vi text
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        r.campaign,
        r.policy,
        r.unit_code,
        r.unit_name,
        r.unit_position,
        r.standing,
        r.standing_vi,
        r.other_standing,
        r.other_standing_vi
    FROM (
        SELECT
            s.campaign,
            p.policy,
            s.unit_code,
            s.unit_name,
            s.unit_position,
            first_value(s.standing) OVER own_first AS standing,
            first_value(s.standing_vi) OVER own_first AS standing_vi,
            s.standing AS other_standing,
            s.standing_vi AS other_standing_vi
        FROM
            (VALUES (NULL), ('before_date'), ('through_date'), ('through_date_roll')) AS p (policy)
        CROSS JOIN LATERAL report.unit_standing_at(as_of, p.policy) AS s
        WINDOW own_first AS (PARTITION BY s.campaign, s.unit_code ORDER BY p.policy NULLS FIRST)
    ) AS r
    WHERE r.policy IS NOT NULL AND r.other_standing != r.standing
    ORDER BY r.campaign, r.unit_position, r.policy;
END;

COMMENT ON FUNCTION report.reading_at(timestamptz) IS
'The units that another reading of the deadline would move, as of an instant';
