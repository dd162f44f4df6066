-- core.check_run
-- Answers: nothing; refuses a run that starts in the future, which would serve all that are due until then, and one
--          that ends twice.
-- Edge:    a run is recorded once its source is open, which may be a while after it began.
--          A run that was taken for killed (failed, with no instant) may still say its own last word, once. The owner,
--          and nobody else, removes names from an old run's source and detail (`prune`).
CREATE OR REPLACE FUNCTION core.check_run()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF tg_op = 'INSERT' THEN
        PERFORM core.require_instant(
            new.campaign,
            format('Lần thu thập %s bắt đầu', new.run_id),
            CASE WHEN isfinite(new.started_at) THEN greatest(new.started_at, clock_timestamp()) ELSE new.started_at END,
            true
        );
        RETURN NEW;
    END IF;
    IF
        to_jsonb(new) - 'source' - 'detail' = to_jsonb(old) - 'source' - 'detail'
        AND pg_has_role(current_user, (SELECT c.relowner FROM pg_class AS c WHERE c.oid = tg_relid), 'USAGE')
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

CREATE OR REPLACE TRIGGER check_run BEFORE INSERT OR UPDATE ON raw.collection_run
FOR EACH ROW EXECUTE FUNCTION core.check_run();
