-- report.copies_at
-- Answers: which units hold the very figures of another unit, as of an instant?
-- Grain:   one row per unit whose last return equals another unit's in every figure.
-- Reads:   core.last_return_at(as_of) of each unit.
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
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH held AS (
        SELECT
            u.campaign,
            u.unit_code,
            u.unit_name,
            u.position,
            last.figures_key,
            last.known_at
        FROM core.unit AS u
        INNER JOIN LATERAL core.last_return_at(u.campaign, u.unit_code, as_of) AS last ON TRUE
        WHERE u.is_active AND last.figures_key IS NOT NULL
    )

    SELECT
        h.campaign,
        h.unit_code,
        string_agg(o.unit_name, ', ' ORDER BY o.position) AS others,
        greatest(h.known_at, min(o.known_at)) AS since
    FROM held AS h
    INNER JOIN held AS o
        ON h.campaign = o.campaign AND h.figures_key = o.figures_key AND h.unit_code != o.unit_code
    GROUP BY h.campaign, h.unit_code, h.known_at;
END;

COMMENT ON FUNCTION report.copies_at(timestamptz) IS
'Units whose last return as of an instant equals that of other units in every figure, and since when';
