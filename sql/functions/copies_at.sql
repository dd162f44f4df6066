-- report.copies_at
-- Answers: which units hold the very figures of another unit, as of an instant?
-- Grain:   one row per unit whose last return equals another unit's in every figure.
-- Reads:   core.roster_at(as_of), core.last_return_at(as_of) of each unit, core.others_with_figures.
-- Edge:    who copied from whom cannot be told, so both are named. Branches' names are not compared: a clerk who
--          takes a neighbour's sheet changes those first.
CREATE OR REPLACE FUNCTION report.copies_at(as_of timestamptz)
RETURNS TABLE (
    campaign text,
    unit_code text,
    others text,
    since timestamptz
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        u.campaign,
        u.unit_code,
        string_agg(o.unit_name, ', ' ORDER BY o.unit_position) AS others,
        greatest(last.known_at, min(o.known_at)) AS since
    FROM core.roster_at(as_of) AS u
    INNER JOIN LATERAL core.last_return_at(u.campaign, u.unit_code, as_of) AS last ON TRUE
    INNER JOIN LATERAL core.others_with_figures(u.campaign, u.unit_code, last.figures_key, as_of) AS o ON TRUE
    GROUP BY u.campaign, u.unit_code, last.known_at;
END;

COMMENT ON FUNCTION report.copies_at(timestamptz) IS
'Units whose last return as of an instant equals that of other units in every figure, and since when';
