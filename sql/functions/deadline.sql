-- core.deadline
-- Answers: when does a campaign begin, when is a return late, and for how long is that counted, under one reading?
-- Grain:   one row per campaign.
-- Reads:   core.campaign; the instant of the cutoff is core.cutoff_at, once.
--   reading       before_date, through_date or through_date_roll; NULL for the campaign's own
--   days_counted  days past the deadline until the campaign closes; NULL while nobody said when
CREATE OR REPLACE FUNCTION core.deadline(reading text)
RETURNS TABLE (
    campaign text,
    time_zone text,
    opens_at timestamptz,
    cutoff_at timestamptz,
    days_counted integer
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        c.campaign,
        c.time_zone,
        c.starts_on::timestamp AT TIME ZONE c.time_zone AS opens_at,
        d.cutoff_at,
        greatest(c.closes_on + 1 - (d.cutoff_at AT TIME ZONE c.time_zone)::date, 0) AS days_counted
    FROM core.campaign AS c
    CROSS JOIN LATERAL core.cutoff_at(
        c.report_before, coalesce(reading, c.policy), c.time_zone, c.holidays
    ) AS d (cutoff_at);
END;
