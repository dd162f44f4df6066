-- core.check_look
-- Answers: nothing; refuses a look at nobody, or at an instant at which nobody can have looked.
-- Reads:   core.unit; core.require_instant says which instants can be.
-- Edge:    a look of our own happens now and is never dated back. One that a person declares may be earlier, not later.
CREATE OR REPLACE FUNCTION core.check_look()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM core.unit AS u WHERE u.campaign = new.campaign AND u.unit_code = new.unit_code
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002',
            MESSAGE = format('Lần ghi nhận đơn vị %s: đợt %s không có đơn vị này', new.unit_code, new.campaign);
    END IF;
    IF new.declared_by !~ '[[:alnum:]]' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('Lần ghi nhận đơn vị %s: khai báo mà không nói ai khai', new.unit_code);
    END IF;
    PERFORM core.require_instant(
        new.campaign, format('Lần ghi nhận đơn vị %s', new.unit_code), new.observed_at, new.declared_by IS NULL
    );
    IF NOT isfinite(new.modified_at) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('Lần ghi nhận đơn vị %s: giờ sửa tệp không phải một thời điểm', new.unit_code);
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER check_look BEFORE INSERT ON raw.observation
FOR EACH ROW EXECUTE FUNCTION core.check_look();
