-- core.cutoff_at
-- Answers: at which instant is a return late, under one reading of "trước ngày X"?
-- Reads:   nothing; the policy, the holidays and the time zone are the campaign's.
-- Edge:    the instant is exclusive: a return received exactly then is late.
--          Any other policy is an error, not an unknown deadline.
--          before_date       00:00 of the day itself, so that a return on that day is late
--          through_date      24:00 of the day (Civil Code 2015 art. 148 (6))
--          through_date_roll the same, moved to the next working day (art. 148 (5))
CREATE OR REPLACE FUNCTION core.cutoff_at(
    report_before date, policy text, time_zone text, holidays date[]
)
RETURNS timestamptz
LANGUAGE sql
STABLE
RETURN (
    coalesce(
        CASE policy
            WHEN 'before_date' THEN report_before
            WHEN 'through_date' THEN report_before + 1
            WHEN 'through_date_roll' THEN (
                SELECT min(report_before + days) + 1
                FROM generate_series(0, 60) AS days
                WHERE
                    extract(ISODOW FROM report_before + days) < 6
                    AND NOT (report_before + days = any(holidays))
            )
        END,
        core.no_such_policy(policy)
    )
)::timestamp AT TIME ZONE time_zone;
