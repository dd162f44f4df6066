-- core.check_return
-- Answers: nothing; refuses a return that no look saw at its instant, or that no answer of its unit makes so.
-- Reads:   raw.observation, core.answer.
-- Edge:    what a return says is derived, and may be written again; when it was seen, and by what it was told, is not.
CREATE OR REPLACE FUNCTION core.check_return()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM raw.observation AS o
        WHERE
            o.observation_id = new.observation_id AND o.campaign = new.campaign AND o.unit_code = new.unit_code
            AND o.observed_at = new.observed_at AND o.content_sha256 = new.content_sha256
    ) OR NOT (
        (new.event_id = new.observation_id AND new.known_at = new.observed_at)
        OR EXISTS (
            SELECT FROM core.answer AS a
            WHERE
                a.campaign = new.campaign AND a.unit_code = new.unit_code
                AND (new.event_id, new.known_at) IN ((a.answer_id, a.effective_at), (a.revocation_id, a.revoked_at))
        )
    ) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002',
            MESSAGE = format('Báo cáo của đơn vị %s: không lần ghi nhận nào thấy nó lúc ấy', new.unit_code);
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER check_return
BEFORE INSERT OR UPDATE OF observation_id, event_id, campaign, unit_code, observed_at, known_at, content_sha256
ON core.unit_return
FOR EACH ROW EXECUTE FUNCTION core.check_return();
