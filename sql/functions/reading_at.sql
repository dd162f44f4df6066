-- report.reading_at
-- Answers: who would stand elsewhere if the deadline were read otherwise? (Hiểu hạn khác đi thì ai đổi?)
-- Grain:   one row per unit and other reading of the deadline that moves it, as of an instant.
-- Reads:   report.unit_standing_at by the campaign's own reading and by each of the three.
-- Edge:    extensions stay as granted; only the campaign's own cutoff is read otherwise.
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
        own.campaign,
        p.policy,
        own.unit_code,
        own.unit_name,
        own.unit_position,
        own.standing,
        own.standing_vi,
        other.standing AS other_standing,
        other.standing_vi AS other_standing_vi
    FROM (VALUES ('before_date'), ('through_date'), ('through_date_roll')) AS p (policy)
    CROSS JOIN LATERAL report.unit_standing_at(as_of, p.policy) AS other
    INNER JOIN report.unit_standing_at(as_of) AS own
        ON other.campaign = own.campaign AND other.unit_code = own.unit_code AND other.standing != own.standing
    ORDER BY own.campaign, own.unit_position, p.policy;
END;

COMMENT ON FUNCTION report.reading_at(timestamptz) IS
'The units that another reading of the deadline would move, as of an instant';
