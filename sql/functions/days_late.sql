-- core.days_late
-- Answers: how many local days after the last day of the deadline?
-- Edge:    00:05 of the day after the last one is one day late; NULL when the
--          instant is before the cutoff, or infinity.
CREATE OR REPLACE FUNCTION core.days_late(
    instant timestamptz, cutoff_at timestamptz, time_zone text
)
RETURNS integer
LANGUAGE sql
STABLE
RETURN CASE
    WHEN instant >= cutoff_at AND isfinite(instant) THEN
        (instant AT TIME ZONE time_zone)::date
        - ((cutoff_at - interval '1 microsecond') AT TIME ZONE time_zone)::date
END;
