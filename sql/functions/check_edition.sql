-- core.check_edition
-- Answers: nothing; numbers an edition of the roster, and refuses one that is taken by nobody or not now.
-- Reads:   core.edition; core.require_instant says which instants can be.
-- Edge:    the first one holds since ever and may be nobody's: the first collection takes it from the file. A later one
--          holds from when it is taken, never from before: what was answered as of an instant stays.
CREATE OR REPLACE FUNCTION core.check_edition()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    last core.edition;
    what text := format('Bản danh sách đơn vị của đợt %s', new.campaign);
BEGIN
    SELECT * INTO last FROM core.edition AS e WHERE e.campaign = new.campaign ORDER BY e.edition DESC LIMIT 1;
    new.edition := coalesce(last.edition, 0) + 1;
    IF last.edition IS NULL THEN
        new.effective_at := '-infinity';
    ELSE
        PERFORM core.require_instant(new.campaign, what, new.effective_at, true);
    END IF;
    IF new.effective_at <= last.effective_at THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('%s: đã có bản nhận sau lúc đó', what);
    END IF;
    IF new.decided_by !~ '[[:alnum:]]' OR (new.decided_by IS NULL AND new.edition > 1) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('%s: không nói ai quyết định', what);
    END IF;
    RETURN new;
END
$$;

CREATE OR REPLACE TRIGGER check_edition BEFORE INSERT ON core.edition
FOR EACH ROW EXECUTE FUNCTION core.check_edition();
