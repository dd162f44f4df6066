-- core.remember_roster
-- Answers: nothing; what the last edition says of a unit, where it was said otherwise before, is an entry of its own.
-- Writes:  core.roster_entry, through triggers of core.unit; core.edition where a campaign has none: its first.
-- Edge:    a unit is written only as a new edition says it (BZ002), before that one is linked at the end of its
--          transaction: what an edition said is never said otherwise. Days become instants here, once: a campaign whose
--          clock is changed later has answered as it did.
CREATE OR REPLACE FUNCTION core.remember_roster()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    says core.roster_entry;
    said core.roster_entry;
    derived CONSTANT text[] := '{edition,since,until,unit_sort}';
BEGIN
    INSERT INTO core.edition (campaign, effective_at)
    SELECT DISTINCT b.campaign, timestamptz '-infinity' FROM becomes AS b
    WHERE NOT EXISTS (SELECT FROM core.edition AS e WHERE e.campaign = b.campaign);
    FOR says IN
        SELECT
            b.campaign, b.unit_code, b.unit_id, last.edition, last.effective_at, NULL, b.unit_name, b.unit_sort,
            b.unit_kind, b.is_active, b.position, b.branches_expected, b.joined_on::timestamp AT TIME ZONE c.time_zone,
            b.left_on::timestamp AT TIME ZONE c.time_zone, b.successor_of
        FROM becomes AS b
        INNER JOIN core.campaign AS c ON b.campaign = c.campaign
        INNER JOIN LATERAL (
            SELECT e.* FROM core.edition AS e WHERE e.campaign = b.campaign ORDER BY e.edition DESC LIMIT 1
        ) AS last ON TRUE
    LOOP
        SELECT * INTO said FROM core.roster_entry AS r WHERE r.unit_id = says.unit_id AND r.until IS NULL;
        CONTINUE WHEN to_jsonb(said) - derived = to_jsonb(says) - derived;
        IF said.edition = says.edition OR EXISTS (
            SELECT FROM core.edition AS e INNER JOIN core.link AS l ON l.kind = 'edition' AND e.edition_id = l.about
            WHERE e.campaign = says.campaign AND e.edition = says.edition
        ) THEN
            RAISE EXCEPTION USING
                ERRCODE = 'BZ002',
                MESSAGE = format('Đơn vị %s: bản danh sách đã nhận thì không sửa được; hãy nhận bản mới', says.unit_code);
        END IF;
        UPDATE core.roster_entry AS r SET until = says.since WHERE r.unit_id = says.unit_id AND r.until IS NULL;
        INSERT INTO core.roster_entry VALUES (says.*);
    END LOOP;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER remember_new AFTER INSERT ON core.unit
REFERENCING NEW TABLE AS becomes
FOR EACH STATEMENT EXECUTE FUNCTION core.remember_roster();

CREATE OR REPLACE TRIGGER remember_change AFTER UPDATE ON core.unit
REFERENCING NEW TABLE AS becomes
FOR EACH STATEMENT EXECUTE FUNCTION core.remember_roster();
