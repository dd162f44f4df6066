-- report.progress_daily
-- Answers: how far had each unit come by the end of each day?
-- Grain:   one row per campaign, local day and unit that owed at its end, from the campaign's first day to the last on
--          which we looked.
-- Reads:   core.roster_at(24:00 of the day), core.last_return_at of each unit: the totals that its last return of then
--          had left behind, so that no version is counted, and a question about one day or one unit reads that day or
--          unit alone.
-- Edge:    what a campaign does not ask for is NULL; a rate is of the branches that give both its part and its whole.
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
),

-- the end of a day is computed once for all units: what makes rows out of one is not looked through
day AS (
    SELECT
        l.campaign,
        l.starts_on + generate_series(0, l.last_day - l.starts_on) AS day,
        (l.starts_on + generate_series(1, l.last_day - l.starts_on + 1))::timestamp AT TIME ZONE l.time_zone
        - interval '1 microsecond' AS ends_at
    FROM looked AS l
)

SELECT
    -- columns of progress_daily
    u.campaign,
    u.unit_code,
    u.unit_name,
    u.position AS unit_position,
    d.day,
    coalesce(last.branches, 0) AS branches,
    -- each naming_people
    CASE WHEN 'quantity' = any(f.asked) THEN coalesce(last.people, 0) END AS quantity,
    -- end
    -- each summed quantity
    coalesce(last.quantity, CASE WHEN 'quantity' = any(f.asked) THEN 0 END) AS quantity,
    -- end
    -- each shown rate
    core.points(last.rate_part, last.rate_whole) AS rate,
    -- end
    -- each shown based rate
    coalesce(last.rate_whole, CASE WHEN 'rate' = any(f.asked) THEN 0 END) AS base_named,
    -- end
    -- each shown lead
    coalesce(last.stale_quantity, CASE WHEN 'quantity' = f.lead THEN 0 END) AS stale_quantity,
    -- end
    coalesce(last.people, CASE WHEN 'people' = any(f.asked) THEN 0 END) AS people,
    coalesce(last.stale_branches, 0) AS stale_branches,
    coalesce(last.stale_people, CASE WHEN 'people' = any(f.asked) THEN 0 END) AS stale_people,
    u.unit_sort
    -- end
FROM day AS d
INNER JOIN LATERAL core.roster_at(d.ends_at) AS u ON d.campaign = u.campaign
LEFT JOIN core.form AS f ON d.campaign = f.campaign
LEFT JOIN LATERAL core.last_return_at(u.campaign, u.unit_code, d.ends_at) AS last ON TRUE;

COMMENT ON VIEW report.progress_daily IS 'Figures by the end of each local day, per unit';
COMMENT ON COLUMN report.progress_daily.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.progress_daily.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.progress_daily.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.progress_daily.unit_position IS 'Place of the unit in the roster';
COMMENT ON COLUMN report.progress_daily.day IS 'Local day in the campaign''s time zone';
COMMENT ON COLUMN report.progress_daily.branches IS
'Branches with accepted figures by the end of the day, stale_branches included';
COMMENT ON COLUMN report.progress_daily.people IS
'Sum of people, whom a branch''s rates are of: of each the first of its quantities of people that it gives';
COMMENT ON COLUMN report.progress_daily.stale_branches IS
'Branches among them whose row was bad, or waited, by the end of the day: their last good figures count';
COMMENT ON COLUMN report.progress_daily.stale_people IS 'What of people is theirs';
COMMENT ON COLUMN report.progress_daily.unit_sort IS
'The unit''s name as a key that sorts as Vietnamese does in any database: ORDER BY unit_sort';
-- each naming_people
COMMENT ON COLUMN report.progress_daily.quantity IS
'The same as people, by its old name; not the sum of report.submission.quantity alone';
-- end
-- each summed quantity
COMMENT ON COLUMN report.progress_daily.quantity IS
'Sum of quantity: <meaning>';
-- end
-- each shown rate
COMMENT ON COLUMN report.progress_daily.rate IS
'part in percent of whole, over the branches that give both; nine digits, to be rounded once';
-- end
-- each shown based rate
COMMENT ON COLUMN report.progress_daily.base_named IS 'Sum of whole over the branches that tell part';
-- end
-- each shown lead
COMMENT ON COLUMN report.progress_daily.stale_quantity IS 'What of quantity is theirs';
-- end
