-- report.progress_daily
-- Answers: how far had each unit come by the end of each day?
-- Grain:   one row per campaign, unit and local day, from the first day of the campaign to the last day we looked.
-- Reads:   core.counted_submission: each version adds its figures on the local day it opened and takes them away on
--          the day it closed, so that a running sum is what stood at 24:00 of each day.
CREATE OR REPLACE VIEW report.progress_daily AS
WITH looked AS (
    SELECT
        c.campaign,
        c.time_zone,
        c.starts_on,
        (max(o.observed_at) AT TIME ZONE c.time_zone)::date AS last_day
    FROM core.campaign AS c
    INNER JOIN raw.observation AS o ON c.campaign = o.campaign AND o.is_successful
    GROUP BY c.campaign
),

calendar AS (
    SELECT
        l.campaign,
        u.unit_code,
        u.unit_name,
        u.position AS unit_position,
        l.starts_on + n AS day
    FROM looked AS l
    INNER JOIN core.unit AS u ON l.campaign = u.campaign AND u.is_active
    CROSS JOIN LATERAL generate_series(0, l.last_day - l.starts_on) AS n
),

opened AS (
    SELECT
        v.campaign,
        v.unit_code,
        v.valid_from AS at,
        count(*) AS branches,
        sum(v.people) AS people,
        sum(v.smartphone_users) AS smartphone_users,
        sum(v.reached) AS reached,
        sum(v.launch_sessions) AS launch_sessions,
        sum(v.installed) AS installed
    FROM core.counted_submission AS v
    GROUP BY v.campaign, v.unit_code, v.valid_from
),

closed AS (
    SELECT
        v.campaign,
        v.unit_code,
        v.valid_to AS at,
        -count(*) AS branches,
        -sum(v.people) AS people,
        -sum(v.smartphone_users) AS smartphone_users,
        -sum(v.reached) AS reached,
        -sum(v.launch_sessions) AS launch_sessions,
        -sum(v.installed) AS installed
    FROM core.counted_submission AS v
    WHERE v.valid_to IS NOT NULL
    GROUP BY v.campaign, v.unit_code, v.valid_to
),

change AS (
    SELECT
        e.campaign,
        e.unit_code,
        greatest((e.at AT TIME ZONE l.time_zone)::date, l.starts_on) AS day,
        sum(e.branches) AS branches,
        sum(e.people) AS people,
        sum(e.smartphone_users) AS smartphone_users,
        sum(e.reached) AS reached,
        sum(e.launch_sessions) AS launch_sessions,
        sum(e.installed) AS installed
    FROM (
        SELECT o.* FROM opened AS o
        UNION ALL
        SELECT c.* FROM closed AS c
    ) AS e
    INNER JOIN looked AS l ON e.campaign = l.campaign
    GROUP BY e.campaign, e.unit_code, greatest((e.at AT TIME ZONE l.time_zone)::date, l.starts_on)
)

SELECT
    d.campaign,
    d.unit_code,
    d.unit_name,
    d.unit_position,
    d.day,
    coalesce(sum(c.branches) OVER so_far, 0)::integer AS branches,
    coalesce(sum(c.people) OVER so_far, 0)::bigint AS workforce,
    coalesce(sum(c.smartphone_users) OVER so_far, 0)::bigint AS smartphone_users,
    coalesce(sum(c.reached) OVER so_far, 0)::bigint AS reached,
    coalesce(sum(c.launch_sessions) OVER so_far, 0)::bigint AS launch_sessions,
    coalesce(sum(c.installed) OVER so_far, 0)::bigint AS installed,
    coalesce(sum(c.people) OVER so_far, 0)::bigint AS people
FROM calendar AS d
LEFT JOIN change AS c ON d.campaign = c.campaign AND d.unit_code = c.unit_code AND d.day = c.day
WINDOW so_far AS (PARTITION BY d.campaign, d.unit_code ORDER BY d.day);

COMMENT ON VIEW report.progress_daily IS 'Figures by the end of each local day, per unit';
COMMENT ON COLUMN report.progress_daily.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.progress_daily.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.progress_daily.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.progress_daily.unit_position IS 'Place of the unit in the roster';
COMMENT ON COLUMN report.progress_daily.day IS 'Local day in the campaign''s time zone';
COMMENT ON COLUMN report.progress_daily.branches IS 'Branches with accepted figures by the end of the day';
COMMENT ON COLUMN report.progress_daily.workforce IS
'The same as people, by its old name; not the sum of report.submission.workforce alone';
COMMENT ON COLUMN report.progress_daily.smartphone_users IS 'Sum of smartphone_users';
COMMENT ON COLUMN report.progress_daily.reached IS 'Sum of people told about the app';
COMMENT ON COLUMN report.progress_daily.launch_sessions IS 'Sum of launch-week sessions';
COMMENT ON COLUMN report.progress_daily.installed IS 'Sum of installed';
COMMENT ON COLUMN report.progress_daily.people IS
'Sum of people: of the workforce, or of the members where a branch gives only those';
