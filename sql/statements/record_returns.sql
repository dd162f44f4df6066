-- record_returns: the accounts of the staged returns; from now on core reflects them.
-- Edge:    what the figures come to is counted here, once: totals as of an instant are sums of it. Of a rate, two
--          sums over the branches that give both its part and its whole. Who the people are: core.counted_submission.
INSERT INTO core.unit_return (
    observation_id, event_id, campaign, unit_code, observed_at, known_at, content_sha256, rows_in_sheet, rows_accepted,
    rows_refused, rows_waiting, rows_not_data, errors, questions, warnings, is_submitted, is_valid, is_waiting,
    figures_key, row_sums,
    -- each summed quantity
    quantity,
    -- end
    -- each lead
    stale_quantity,
    -- end
    -- each rate
    rate_part,
    rate_whole,
    -- end
    branches, changes, people, stale_branches, stale_people
)
SELECT
    r.observation_id,
    r.event_id,
    :campaign,
    r.unit_code,
    r.observed_at,
    r.known_at,
    r.content_sha256,
    r.rows_in_sheet,
    r.rows_accepted,
    r.rows_refused,
    r.rows_waiting,
    r.rows_not_data,
    r.errors,
    r.questions,
    r.warnings,
    r.is_submitted,
    r.is_valid,
    r.is_waiting,
    r.figures_key,
    r.row_sums::jsonb,
    -- each summed quantity
    o.quantity,
    -- end
    -- each lead
    o.stale_quantity,
    -- end
    -- each rate
    o.rate_part,
    o.rate_whole,
    -- end
    o.branches,
    o.opened + e.ended AS changes,
    o.people,
    o.stale_branches,
    o.stale_people
FROM staged_return AS r
INNER JOIN LATERAL (
    SELECT
        count(*) AS branches,
        count(*) FILTER (WHERE v.observation_id = r.event_id) AS opened,
        -- each summed quantity
        sum(v.quantity) AS quantity,
        -- end
        -- each lead
        sum(v.quantity) FILTER (WHERE v.stale_since IS NOT NULL) AS stale_quantity,
        -- end
        -- each rate
        sum(v.part) FILTER (WHERE v.whole IS NOT NULL) AS rate_part,
        sum(v.whole) FILTER (WHERE v.part IS NOT NULL) AS rate_whole,
        -- end
        sum(v.people) AS people,
        count(v.stale_since) AS stale_branches,
        sum(v.people) FILTER (WHERE v.stale_since IS NOT NULL) AS stale_people
    FROM (
        SELECT
            s.*,
            coalesce(
                -- each people
                s.quantity,
                -- end
                NULL::integer
            ) AS people
        FROM core.submission AS s
    ) AS v
    WHERE v.unit_id = r.unit_id AND v.closed_by_observation_id IS NULL
) AS o ON TRUE
INNER JOIN LATERAL (
    SELECT count(*) AS ended FROM submission_change AS c
    WHERE c.unit_id = r.unit_id AND c.ended IS NOT NULL
) AS e ON TRUE
