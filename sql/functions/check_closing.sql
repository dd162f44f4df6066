-- core.check_closing
-- Answers: nothing; refuses a closing by nobody, of an instant that is yet to come or before the campaign, or of
--          figures that nobody collected; says what was provisional then.
-- Reads:   raw.observation, report.campaign_summary_at, report.unit_standing_at; core.require_instant says which
--          instants can be.
-- Edge:    what was provisional is counted by the server as it is recorded: whoever closes cannot say it. That it is
--          revoked now, and once, core.check_revocation sees to.
CREATE OR REPLACE FUNCTION core.check_closing()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    what CONSTANT text := format('Chốt số liệu của đợt %s', new.campaign);
BEGIN
    IF new.closed_by !~ '[[:alnum:]]' THEN
        RAISE EXCEPTION USING ERRCODE = 'BZ002', MESSAGE = format('%s: không nói ai chốt', what);
    END IF;
    IF NOT EXISTS (SELECT FROM raw.observation AS o WHERE o.campaign = new.campaign) THEN
        RAISE EXCEPTION USING
            ERRCODE = 'BZ002', MESSAGE = format('%s: đợt chưa được thu thập lần nào, chưa có số liệu để chốt', what);
    END IF;
    PERFORM core.require_instant(new.campaign, what, new.as_of, false);
    SELECT s.missing, s.needs_fix, s.unverified, s.not_due, s.stale_branches, s.stale_people
    INTO new.missing, new.needs_fix, new.unverified, new.not_due, new.stale_branches, new.stale_people
    FROM report.campaign_summary_at(new.as_of) AS s
    WHERE s.campaign = new.campaign;
    new.unreadable := (
        SELECT count(*) FROM report.unit_standing_at(new.as_of) AS u
        WHERE u.campaign = new.campaign AND u.unreadable_since IS NOT NULL
    );
    RETURN new;
END
$$;

CREATE OR REPLACE TRIGGER check_closing BEFORE INSERT ON core.closing
FOR EACH ROW EXECUTE FUNCTION core.check_closing();

CREATE OR REPLACE TRIGGER check_revocation BEFORE UPDATE OF revoked_at, revoked_by, revoked_reason ON core.closing
FOR EACH ROW EXECUTE FUNCTION core.check_revocation();
