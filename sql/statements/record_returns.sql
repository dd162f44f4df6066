-- record_returns: the accounts of the staged returns; from now on core reflects them.
-- Edge:    what the figures come to is counted here, once: totals as of an instant are sums of it.
INSERT INTO core.unit_return (
    observation_id, event_id, campaign, unit_code, observed_at, known_at, content_sha256, rows_in_sheet, rows_accepted,
    rows_refused, rows_waiting, rows_not_data, errors, questions, warnings, is_submitted, is_valid, is_waiting,
    figures_key, branches, changes, people, smartphone_users, reached, launch_sessions, installed, reached_base,
    installed_where_smartphones, stale_branches, stale_people, stale_installed
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
    o.branches,
    o.opened + e.ended AS changes,
    o.people,
    o.smartphone_users,
    o.reached,
    o.launch_sessions,
    o.installed,
    o.reached_base,
    o.installed_where_smartphones,
    o.stale_branches,
    o.stale_people,
    o.stale_installed
FROM staged_return AS r
INNER JOIN LATERAL (
    SELECT
        count(*) AS branches,
        count(*) FILTER (WHERE v.observation_id = r.event_id) AS opened,
        sum(coalesce(v.workforce, v.members)) AS people,
        sum(v.smartphone_users) AS smartphone_users,
        sum(v.reached) AS reached,
        sum(v.launch_sessions) AS launch_sessions,
        sum(v.installed) AS installed,
        sum(coalesce(v.workforce, v.members)) FILTER (WHERE v.reached IS NOT NULL) AS reached_base,
        sum(v.installed) FILTER (WHERE v.smartphone_users IS NOT NULL) AS installed_where_smartphones,
        count(v.stale_since) AS stale_branches,
        sum(coalesce(v.workforce, v.members)) FILTER (WHERE v.stale_since IS NOT NULL) AS stale_people,
        sum(v.installed) FILTER (WHERE v.stale_since IS NOT NULL) AS stale_installed
    FROM core.submission AS v
    WHERE v.unit_id = r.unit_id AND v.closed_by_observation_id IS NULL
) AS o ON TRUE
INNER JOIN LATERAL (
    SELECT count(*) AS ended FROM submission_change AS c
    WHERE c.unit_id = r.unit_id AND c.ended IS NOT NULL
) AS e ON TRUE
