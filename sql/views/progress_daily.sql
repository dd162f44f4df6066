-- report.progress_daily
-- Answers: how far had each unit come by the end of each day?
-- Grain:   one row per campaign, unit and local day, from the first day of the campaign to the last day we looked.
-- Reads:   report.submission_history at 24:00 of each day in the campaign's time zone.
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
        l.starts_on + n AS day,
        ((l.starts_on + n + 1)::timestamp AT TIME ZONE l.time_zone) AS ends_at
    FROM looked AS l
    CROSS JOIN LATERAL generate_series(0, l.last_day - l.starts_on) AS n
)

SELECT
    d.campaign,
    u.unit_code,
    u.unit_name,
    u.position AS unit_position,
    d.day,
    count(h.branch_key)::integer AS branches,
    coalesce(sum(coalesce(h.workforce, h.members)), 0) AS workforce,
    coalesce(sum(h.smartphone_users), 0) AS smartphone_users,
    coalesce(sum(h.reached), 0) AS reached,
    coalesce(sum(h.launch_sessions), 0) AS launch_sessions,
    coalesce(sum(h.installed), 0) AS installed
FROM calendar AS d
INNER JOIN core.unit AS u ON d.campaign = u.campaign AND u.is_active
LEFT JOIN report.submission_history AS h
    ON
        u.campaign = h.campaign AND u.unit_code = h.unit_code
        AND d.ends_at > h.valid_from AND (h.valid_to IS NULL OR d.ends_at <= h.valid_to)
GROUP BY d.campaign, u.unit_code, u.unit_name, u.position, d.day;

COMMENT ON VIEW report.progress_daily IS 'Figures by the end of each local day, per unit';
COMMENT ON COLUMN report.progress_daily.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.progress_daily.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.progress_daily.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.progress_daily.unit_position IS 'Place of the unit in the roster';
COMMENT ON COLUMN report.progress_daily.day IS 'Local day in the campaign''s time zone';
COMMENT ON COLUMN report.progress_daily.branches IS 'Branches with accepted figures by the end of the day';
COMMENT ON COLUMN report.progress_daily.workforce IS
'Sum of workforce, or of members where a branch gives only those';
COMMENT ON COLUMN report.progress_daily.smartphone_users IS 'Sum of smartphone_users';
COMMENT ON COLUMN report.progress_daily.reached IS 'Sum of people told about the app';
COMMENT ON COLUMN report.progress_daily.launch_sessions IS 'Sum of launch-week sessions';
COMMENT ON COLUMN report.progress_daily.installed IS 'Sum of installed';
