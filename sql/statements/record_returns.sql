-- record_returns: the accounts of the staged returns; from now on core reflects them.
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
    (
        SELECT count(*) FROM core.submission AS v
        WHERE v.campaign = :campaign AND v.unit_code = r.unit_code AND v.valid_to IS NULL
    ) AS branches,
    (
        SELECT count(*) FROM core.submission AS v
        WHERE
            v.campaign = :campaign AND v.unit_code = r.unit_code
            AND (v.observation_id = r.observation_id OR v.valid_to = r.observed_at)
    ) AS changes
FROM staged_return AS r
