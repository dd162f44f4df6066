-- core.check_run
-- Answers: nothing; refuses to end a run twice.
-- Edge:    a run that was taken for killed (failed, with no instant) may still say its own last word, once.
--          Persons in its words may be left out (`prune`).
CREATE OR REPLACE FUNCTION core.check_run()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF
        to_jsonb(new) - 'detail' - 'source' = to_jsonb(old) - 'detail' - 'source'
        AND new.detail IS NOT DISTINCT FROM report.without_persons(old.detail)
        AND new.source = report.without_persons(old.source)
    THEN
        RETURN NEW;
    END IF;
    IF old.finished_at IS NOT NULL OR new.outcome = 'running' THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('Lần thu thập %s đã kết thúc; không ghi lại được', old.run_id);
    END IF;
    IF new.finished_at IS NOT NULL THEN
        PERFORM core.require_instant(
            new.campaign, format('Lần thu thập %s kết thúc', new.run_id), new.finished_at, true
        );
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER check_run BEFORE UPDATE ON raw.collection_run
FOR EACH ROW EXECUTE FUNCTION core.check_run();
