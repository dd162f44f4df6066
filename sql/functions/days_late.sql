-- core.days_late
-- Answers: how many local days after the last day of the deadline?
-- Edge:    00:05 of the day after the last one is one day late; NULL when the instant is before the cutoff. No more
--          days than the campaign counts: who is still missing years later, or at infinity, is not late by them.
CREATE OR REPLACE FUNCTION core.days_late(
    instant timestamptz, cutoff_at timestamptz, time_zone text, days_counted integer
)
RETURNS integer
LANGUAGE sql
STABLE
RETURN CASE
    WHEN instant = 'infinity' THEN days_counted
    WHEN instant >= cutoff_at THEN
        least(
            (instant AT TIME ZONE time_zone)::date
            - ((cutoff_at - interval '1 microsecond') AT TIME ZONE time_zone)::date,
            days_counted
        )
END;
