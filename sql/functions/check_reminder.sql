-- core.check_reminder
-- Answers: nothing; refuses a reminder that is sent without having been claimed, or sent twice, or counted otherwise.
-- Reads:   core.require_instant says which instants can be.
-- Edge:    it begins as 'sending'; a claim adds one attempt, what became of it adds none; once sent nothing changes.
CREATE OR REPLACE FUNCTION core.check_reminder()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    is_claim CONSTANT boolean := new.state = 'sending';
    instant CONSTANT timestamptz := CASE WHEN is_claim THEN new.tried_at ELSE coalesce(new.sent_at, new.tried_at) END;
    trouble text;
BEGIN
    -- an address that prune removes
    IF tg_op = 'UPDATE' AND new.recipient = '…' AND to_jsonb(new) - 'recipient' = to_jsonb(old) - 'recipient' THEN
        RETURN NEW;
    END IF;
    IF tg_op = 'INSERT' THEN
        trouble := CASE WHEN NOT is_claim OR new.attempts <> 1 THEN 'phải ghi ý định gửi trước' END;
    ELSE
        trouble := CASE
            WHEN old.state = 'sent' THEN 'đã gửi rồi; không ghi lại được'
            WHEN new.state = 'sent' AND old.state NOT IN ('sending', 'unclear') THEN 'phải ghi ý định gửi trước'
            WHEN new.attempts <> old.attempts + is_claim::integer THEN 'số lần gửi không đúng'
        END;
    END IF;
    IF trouble IS NOT NULL THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('Thư nhắc đơn vị %s: %s', new.unit_code, trouble);
    END IF;
    IF is_claim OR new.state = 'sent' THEN
        PERFORM core.require_instant(
            new.campaign, format('Thư nhắc đơn vị %s', new.unit_code), instant, true
        );
    END IF;
    RETURN NEW;
END
$$;

CREATE OR REPLACE TRIGGER check_reminder BEFORE INSERT OR UPDATE ON core.reminder
FOR EACH ROW EXECUTE FUNCTION core.check_reminder();
