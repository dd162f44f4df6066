-- core.check_campaign
-- Answers: nothing; refuses a campaign whose days are none, or whose clock nobody knows: no question about it could be
--          answered any more.
-- Edge:    a deadline may be moved by its file: that is recorded (core.record_campaign_change), not refused.
CREATE OR REPLACE FUNCTION core.check_campaign()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    trouble text;
BEGIN
    IF NOT (
        isfinite(new.letter_issued_on) AND isfinite(new.starts_on) AND isfinite(new.ends_on)
        AND isfinite(new.report_before) AND isfinite(coalesce(new.closes_on, new.report_before))
    ) THEN
        trouble := 'có ngày không phải một ngày';
    END IF;
    BEGIN
        PERFORM now() AT TIME ZONE new.time_zone;
    EXCEPTION
        WHEN invalid_parameter_value THEN trouble := 'múi giờ không ai biết';
    END;
    IF trouble IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('Đợt báo cáo %s: %s', new.campaign, trouble);
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER check_campaign BEFORE INSERT OR UPDATE ON core.campaign
FOR EACH ROW EXECUTE FUNCTION core.check_campaign();
