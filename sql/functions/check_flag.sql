-- core.check_flag
-- Answers: nothing; refuses a flag raised before its unit's cutoff or at another instant than its run's, and one closed
--          twice or opened again.
-- Reads:   raw.collection_run; core.require_instant says which instants can be.
-- Edge:    a declared run raises and closes flags as of the instant it declares; all others do so now.
CREATE OR REPLACE FUNCTION core.check_flag()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_raised CONSTANT boolean := tg_op = 'INSERT';
    by_run CONSTANT uuid := CASE WHEN is_raised THEN new.run_id ELSE new.closed_by_run_id END;
    is_declared CONSTANT boolean := coalesce(
        (SELECT r.is_declared FROM raw.collection_run AS r WHERE r.run_id = by_run), false
    );
    trouble text;
BEGIN
    trouble := CASE
        WHEN is_raised AND NOT (isfinite(new.cutoff_at) AND new.flagged_at >= new.cutoff_at) THEN 'chưa đến hạn'
        WHEN is_raised THEN NULL
        WHEN old.closed_at IS NOT NULL THEN 'đã bỏ đánh dấu rồi; không ghi lại được'
        WHEN new.closed_at IS NULL OR new.closed_at < new.flagged_at THEN 'chỉ bỏ được sau khi đánh dấu'
    END;
    IF trouble IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('Đánh dấu quá hạn đơn vị %s: %s', new.unit_code, trouble);
    END IF;
    PERFORM core.require_instant(
        new.campaign,
        format('Đánh dấu quá hạn đơn vị %s', new.unit_code),
        CASE WHEN is_raised THEN new.flagged_at ELSE new.closed_at END,
        NOT is_declared
    );
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER check_flag BEFORE INSERT OR UPDATE ON core.flag
FOR EACH ROW EXECUTE FUNCTION core.check_flag();
