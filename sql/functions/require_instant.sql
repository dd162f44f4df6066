-- core.require_instant
-- Answers: nothing; refuses (BZ001) an instant at which the thing told cannot have happened.
-- Reads:   core.campaign, core.simulated_clock, the server's clock.
--   what     the thing, for the sentence; is_now: whether it claims to happen now
-- Edge:    what happens now is within ten minutes of the server's clock: five for clocks that stray from each other,
--          two for a run that waits through the database's absence, one for a lock, and some for a large file. What is
--          declared lies between the campaign's first day and now. A database with a simulated clock asks no clock.
CREATE OR REPLACE FUNCTION core.require_instant(
    of_campaign text, what text, instant timestamptz, is_now boolean
)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    tolerance CONSTANT interval := '10 minutes';
    clock CONSTANT timestamptz := clock_timestamp();
    is_simulated CONSTANT boolean := EXISTS (SELECT FROM core.simulated_clock);
    zone text;
    opens_at timestamptz;
    trouble text;
BEGIN
    SELECT c.time_zone, least(c.starts_on, c.letter_issued_on)::timestamp AT TIME ZONE c.time_zone
    INTO zone, opens_at
    FROM core.campaign AS c
    WHERE c.campaign = of_campaign;
    trouble := CASE
        WHEN zone IS NULL THEN format('không có đợt báo cáo %s', of_campaign)
        WHEN NOT isfinite(instant) THEN 'đó không phải một thời điểm'
        WHEN NOT is_now AND instant < opens_at THEN 'đợt báo cáo chưa bắt đầu'
        WHEN is_simulated THEN NULL
        WHEN instant > clock + tolerance OR (is_now AND instant < clock - tolerance) THEN format(
            'đồng hồ máy chủ cơ sở dữ liệu ghi %s',
            to_char(clock AT TIME ZONE zone, 'HH24:MI:SS DD/MM/YYYY')
        )
    END;
    IF trouble IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = CASE WHEN trouble LIKE 'đồng hồ%' THEN 'BZ001' ELSE 'BZ002' END,
            MESSAGE = format(
                '%s lúc %s: %s', what, coalesce(to_char(instant AT TIME ZONE zone, 'HH24:MI:SS DD/MM/YYYY'), '?'), trouble
            );
    END IF;
END
$$;
