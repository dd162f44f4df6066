-- record_returns: the accounts of the staged returns; from now on core reflects them.
-- Edge:    of a unit's first return each accepted row is a branch and a change, and need not be counted again.
INSERT INTO core.unit_return (
    observation_id, event_id, campaign, unit_code, observed_at, known_at, content_sha256, rows_in_sheet, rows_accepted,
    rows_refused, rows_waiting, rows_not_data, errors, questions, warnings, is_submitted, is_valid, is_waiting,
    figures_key, branches, changes
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
    CASE WHEN r.is_first THEN r.rows_accepted ELSE o.branches END AS branches,
    CASE WHEN r.is_first THEN r.rows_accepted ELSE o.opened + e.ended END AS changes
FROM staged_return AS r
INNER JOIN LATERAL (
    SELECT
        count(*) AS branches,
        count(*) FILTER (WHERE v.observation_id = r.event_id) AS opened
    FROM core.submission AS v
    WHERE
        NOT r.is_first AND v.unit_id = r.unit_id AND v.closed_by_observation_id IS NULL
) AS o ON TRUE
INNER JOIN LATERAL (
    SELECT count(*) AS ended FROM submission_change AS c
    WHERE c.unit_id = r.unit_id AND c.ended IS NOT NULL
) AS e ON TRUE
