-- report.progress_daily
-- Answers: how far had each unit come by the end of each day?
-- Grain:   one row per campaign, unit and local day, from the first day of the campaign to the last day we looked.
-- Reads:   core.last_return_at(24:00 of the day) of each unit: the totals that its last return of then had left behind,
--          so that no version is counted, and a question about one day or one unit reads that day or unit alone.
CREATE OR REPLACE VIEW report.progress_daily AS
WITH looked AS (
    SELECT
        c.campaign,
        c.time_zone,
        c.starts_on,
        (
            (SELECT max(o.observed_at) FROM core.look AS o WHERE o.campaign = c.campaign AND o.is_successful)
            AT TIME ZONE c.time_zone
        )::date AS last_day
    FROM core.campaign AS c
)

SELECT
    u.campaign,
    u.unit_code,
    u.unit_name,
    u.position AS unit_position,
    l.starts_on + n AS day,
    coalesce(last.branches, 0) AS branches,
    coalesce(last.people, 0) AS workforce,
    coalesce(last.smartphone_users, 0) AS smartphone_users,
    coalesce(last.reached, 0) AS reached,
    coalesce(last.launch_sessions, 0) AS launch_sessions,
    coalesce(last.installed, 0) AS installed,
    coalesce(last.people, 0) AS people,
    coalesce(last.reached_base, 0) AS reached_base,
    coalesce(last.stale_branches, 0) AS stale_branches,
    coalesce(last.stale_people, 0) AS stale_people,
    coalesce(last.stale_installed, 0) AS stale_installed,
    u.unit_sort
FROM looked AS l
CROSS JOIN LATERAL generate_series(0, l.last_day - l.starts_on) AS n
INNER JOIN core.unit AS u ON l.campaign = u.campaign AND u.is_active
LEFT JOIN LATERAL core.last_return_at(
    u.campaign,
    u.unit_code,
    (l.starts_on + n + 1)::timestamp AT TIME ZONE l.time_zone - interval '1 microsecond'
) AS last ON TRUE;

COMMENT ON VIEW report.progress_daily IS 'Figures by the end of each local day, per unit';
COMMENT ON COLUMN report.progress_daily.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.progress_daily.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.progress_daily.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.progress_daily.unit_position IS 'Place of the unit in the roster';
COMMENT ON COLUMN report.progress_daily.day IS 'Local day in the campaign''s time zone';
COMMENT ON COLUMN report.progress_daily.branches IS
'Branches with accepted figures by the end of the day, stale_branches included';
COMMENT ON COLUMN report.progress_daily.workforce IS
'The same as people, by its old name; not the sum of report.submission.workforce alone';
COMMENT ON COLUMN report.progress_daily.smartphone_users IS 'Sum of smartphone_users';
COMMENT ON COLUMN report.progress_daily.reached IS 'Sum of people told about the app; a rate of it is of reached_base';
COMMENT ON COLUMN report.progress_daily.launch_sessions IS 'Sum of launch-week sessions';
COMMENT ON COLUMN report.progress_daily.installed IS 'Sum of installed; a rate of it is of people';
COMMENT ON COLUMN report.progress_daily.people IS
'Sum of people: of the workforce, or of the members where a branch gives only those';
COMMENT ON COLUMN report.progress_daily.reached_base IS 'Sum of people over the branches that tell reached';
COMMENT ON COLUMN report.progress_daily.stale_branches IS
'Branches among them whose row was bad, or waited, by the end of the day: their last good figures count';
COMMENT ON COLUMN report.progress_daily.stale_people IS 'What of people is theirs';
COMMENT ON COLUMN report.progress_daily.stale_installed IS 'What of installed is theirs';
COMMENT ON COLUMN report.progress_daily.unit_sort IS
'The unit''s name as a key that sorts as Vietnamese does in any database: ORDER BY unit_sort';
