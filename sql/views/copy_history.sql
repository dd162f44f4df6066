-- core.copy_history
-- Answers: from when to when did a unit hold the very figures of another one?
-- Grain:   one row per unit and period; others are all that it shared its figures with in that period.
-- Reads:   core.unit_return, core.unit. As of one instant report.copies_at says the same.
-- Edge:    a return is the last one of its unit from when it was worth this until a later one was seen, or an answer
--          said otherwise. Equal ones are found first, which are few: who asks about one unit reads only its twins.
--   since, until  until is exclusive, NULL while it lasts.
CREATE OR REPLACE VIEW core.copy_history AS
WITH held AS NOT MATERIALIZED (
    SELECT
        r.campaign,
        r.unit_code,
        u.unit_name,
        u.position,
        r.figures_key,
        r.known_at,
        coalesce(least(r.superseded_at, later.observed_at), 'infinity') AS until
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
),

of_unit AS (
    SELECT
        h.campaign,
        h.unit_code,
        range_agg(tstzrange(greatest(h.known_at, o.known_at), least(h.until, o.until))) AS periods,
        array_agg(o.unit_name) AS others,
        array_agg(o.position) AS positions,
        array_agg(greatest(h.known_at, o.known_at)) AS instants
    FROM held AS h
    INNER JOIN held AS o
        ON h.campaign = o.campaign AND h.figures_key = o.figures_key AND h.unit_code != o.unit_code
    WHERE greatest(h.known_at, o.known_at) < least(h.until, o.until)
    GROUP BY h.campaign, h.unit_code
)

SELECT
    c.campaign,
    c.unit_code,
    lower(p.period) AS since,
    nullif(upper(p.period), 'infinity') AS until,
    (
        SELECT string_agg(d.unit_name, ', ' ORDER BY d.position)
        FROM (
            SELECT DISTINCT
                s.unit_name,
                s.position
            FROM unnest(c.others, c.positions, c.instants) AS s (unit_name, position, shared_at)
            WHERE s.shared_at <@ p.period
        ) AS d
    ) AS others
FROM of_unit AS c
CROSS JOIN LATERAL unnest(c.periods) AS p (period);

COMMENT ON VIEW core.copy_history IS 'From when to when units held the very figures of others';
