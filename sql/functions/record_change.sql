-- core.record_campaign_change, core.record_roster_change
-- Answers: nothing; whatever changes a campaign or its roster is on record: who, when, from what to what.
-- Writes:  core.campaign_change, through triggers; of a roster one row for each statement.
-- Edge:    the account is the server's and cannot be chosen; the person is what the command's machine says.
CREATE OR REPLACE FUNCTION core.record_campaign_change()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    before jsonb := CASE WHEN tg_op = 'INSERT' THEN '{}' ELSE to_jsonb(old) - 'campaign' END;
    after jsonb := CASE WHEN tg_op = 'DELETE' THEN '{}' ELSE to_jsonb(new) - 'campaign' END;
BEGIN
    IF before IS DISTINCT FROM after THEN
        INSERT INTO core.campaign_change (campaign, about, account, person, before, after)
        VALUES (
            coalesce(new.campaign, old.campaign), 'campaign', session_user,
            nullif(current_setting('bluezone.person', true), ''), before, after
        );
    END IF;
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION core.record_roster_change()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    was text := CASE WHEN tg_op = 'INSERT' THEN 'SELECT * FROM core.unit WHERE false' ELSE 'SELECT * FROM was' END;
    becomes text := CASE WHEN tg_op = 'DELETE' THEN 'SELECT * FROM core.unit WHERE false' ELSE 'SELECT * FROM becomes' END;
BEGIN
    EXECUTE format(
        $change$
        INSERT INTO core.campaign_change (campaign, about, account, person, before, after)
        SELECT
            e.campaign, 'roster', session_user, nullif(current_setting('bluezone.person', true), ''),
            coalesce(jsonb_object_agg(e.unit_code, e.before) FILTER (WHERE e.before IS NOT NULL), '{}'),
            coalesce(jsonb_object_agg(e.unit_code, e.after) FILTER (WHERE e.after IS NOT NULL), '{}')
        FROM (
            SELECT
                campaign, unit_code,
                to_jsonb(b) - 'campaign' - 'unit_code' - 'unit_id' AS before,
                to_jsonb(a) - 'campaign' - 'unit_code' - 'unit_id' AS after
            FROM (%s) AS b FULL JOIN (%s) AS a USING (campaign, unit_code)
        ) AS e
        WHERE e.before IS DISTINCT FROM e.after
        GROUP BY e.campaign
        $change$, was, becomes
    );
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER record_change AFTER INSERT OR UPDATE OR DELETE ON core.campaign
FOR EACH ROW EXECUTE FUNCTION core.record_campaign_change();

CREATE OR REPLACE TRIGGER record_new AFTER INSERT ON core.unit
REFERENCING NEW TABLE AS becomes
FOR EACH STATEMENT EXECUTE FUNCTION core.record_roster_change();

CREATE OR REPLACE TRIGGER record_change AFTER UPDATE ON core.unit
REFERENCING OLD TABLE AS was NEW TABLE AS becomes
FOR EACH STATEMENT EXECUTE FUNCTION core.record_roster_change();

CREATE OR REPLACE TRIGGER record_gone AFTER DELETE ON core.unit
REFERENCING OLD TABLE AS was
FOR EACH STATEMENT EXECUTE FUNCTION core.record_roster_change();
