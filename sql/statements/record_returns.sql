-- record_returns: the accounts of the staged returns; from now on core reflects them.
-- Edge:    of a unit's first return each accepted row is a branch and a change, and need not be counted again.
INSERT INTO core.unit_return (
    observation_id, campaign, unit_code, observed_at, content_sha256, rows_in_sheet, rows_accepted,
    rows_refused, rows_not_data, errors, warnings, is_submitted, is_valid, figures_key, branches, changes
)
SELECT
    r.observation_id,
    :campaign,
    r.unit_code,
    r.observed_at,
    r.content_sha256,
    r.rows_in_sheet,
    r.rows_accepted,
    r.rows_refused,
    r.rows_not_data,
    r.errors,
    r.warnings,
    r.is_submitted,
    r.is_valid,
    r.figures_key,
    CASE WHEN r.is_first THEN r.rows_accepted ELSE o.branches END AS branches,
    CASE WHEN r.is_first THEN r.rows_accepted ELSE o.opened + e.ended END AS changes
FROM staged_return AS r
INNER JOIN LATERAL (
    SELECT
        count(*) AS branches,
        count(*) FILTER (WHERE v.observation_id = r.observation_id) AS opened
    FROM core.submission AS v
    WHERE
        NOT r.is_first AND v.unit_id = r.unit_id AND v.closed_by_observation_id IS NULL
) AS o ON TRUE
INNER JOIN LATERAL (
    SELECT count(*) AS ended FROM submission_change AS c
    WHERE c.unit_id = r.unit_id AND c.ended IS NOT NULL
) AS e ON TRUE
