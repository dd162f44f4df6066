-- core.copy_history
-- Answers: from when to when did a unit hold the very figures of another one?
-- Grain:   one row per unit and period; others are all that it shared its figures with in that period.
-- Reads:   core.unit_return, core.unit. As of one instant report.copies_at says the same.
--   since, until  until is exclusive, NULL while it lasts. A return is the last one of its unit from when it was worth
--                 this until a later one was seen, or an answer said otherwise.
CREATE OR REPLACE VIEW core.copy_history AS
WITH held AS (
    SELECT
        r.campaign,
        r.unit_code,
        u.unit_name,
        u.position,
        r.figures_key,
        tstzrange(r.known_at, least(r.superseded_at, later.observed_at)) AS during
    FROM core.unit_return AS r
    INNER JOIN core.unit AS u ON r.campaign = u.campaign AND r.unit_code = u.unit_code AND u.is_active
    LEFT JOIN LATERAL (
        SELECT n.observed_at
        FROM core.unit_return AS n
        WHERE
            n.campaign = r.campaign AND n.unit_code = r.unit_code
            AND (n.observed_at, n.observation_id) > (r.observed_at, r.observation_id)
        ORDER BY n.observed_at, n.observation_id
        LIMIT 1
    ) AS later ON TRUE
    WHERE
        r.figures_key IS NOT NULL
        AND r.known_at < coalesce(least(r.superseded_at, later.observed_at), 'infinity')
),

shared AS (
    SELECT
        h.campaign,
        h.unit_code,
        o.unit_name AS other,
        o.position,
        h.during * o.during AS during
    FROM held AS h
    INNER JOIN held AS o
        ON
            h.campaign = o.campaign AND h.figures_key = o.figures_key AND h.unit_code != o.unit_code
            AND h.during && o.during
),

period AS (
    SELECT
        s.campaign,
        s.unit_code,
        unnest(range_agg(s.during)) AS during
    FROM shared AS s
    GROUP BY s.campaign, s.unit_code
)

SELECT
    p.campaign,
    p.unit_code,
    lower(p.during) AS since,
    upper(p.during) AS until,
    (
        SELECT string_agg(d.other, ', ' ORDER BY d.position)
        FROM (
            SELECT DISTINCT
                s.other,
                s.position
            FROM shared AS s
            WHERE s.campaign = p.campaign AND s.unit_code = p.unit_code AND s.during <@ p.during
        ) AS d
    ) AS others
FROM period AS p;

COMMENT ON VIEW core.copy_history IS 'From when to when units held the very figures of others';
