-- core.append_link, core.append_looks, core.link_each
-- Answers: nothing; what was just recorded becomes the next link of its campaign's chain.
-- Writes:  core.link, through triggers: with TG_ARGV[0] as the record's kind ('' where the row says it) and what is
--          put behind it, TG_ARGV[1] as the column of its number. No role but the owner may call or attach them.
--          Looks, many of one statement, are linked together, in the order of their numbers.
-- Edge:    links of one campaign wait for each other on the campaign's row, until the transaction ends: a hash that was
--          taken back must not have been passed on. A run holds its campaign's turn anyway. What a backup that is
--          restored brings along is linked already, and triggers come after rows.
CREATE OR REPLACE FUNCTION core.link_each(of_kind text, of_abouts bigint[])
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    source core.linked_record;
    last core.link;
    next core.link;
    linked bigint := 0;
BEGIN
    FOR source IN
        SELECT * FROM core.linked_record AS r
        WHERE r.kind = of_kind AND r.about = any(of_abouts)
        ORDER BY r.campaign COLLATE "C", r.about
    LOOP
        IF next.campaign IS DISTINCT FROM source.campaign THEN
            PERFORM FROM core.campaign AS c WHERE c.campaign = source.campaign FOR NO KEY UPDATE;
            SELECT * INTO last FROM core.link AS l WHERE l.campaign = source.campaign ORDER BY l.link DESC LIMIT 1;
        END IF;
        next.campaign := source.campaign;
        next.link := coalesce(last.link, 0) + 1;
        next.kind := source.kind;
        next.about := source.about;
        next.linked_at := clock_timestamp();
        next.salt := gen_random_uuid();
        next.words_sha256 := sha256(convert_to(next.salt::text || source.words, 'UTF8'));
        next.previous_sha256 := coalesce(last.sha256, '');
        next.sha256 := core.link_sha256(next, source.facts);
        INSERT INTO core.link VALUES (next.*);
        last := next;
        linked := linked + 1;
    END LOOP;
    IF linked <> cardinality(of_abouts) THEN
        RAISE EXCEPTION no_data_found;
    END IF;
END
$$;

CREATE OR REPLACE FUNCTION core.append_link()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    row_as_json jsonb := to_jsonb(new);
BEGIN
    PERFORM core.link_each(
        coalesce(nullif(tg_argv[0], ''), row_as_json ->> 'kind') || tg_argv[2],
        ARRAY[(row_as_json ->> tg_argv[1])::bigint]
    );
    RETURN NULL;
END
$$;

CREATE OR REPLACE FUNCTION core.append_looks()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    PERFORM core.link_each('look', (SELECT coalesce(array_agg(b.observation_id), '{}') FROM becomes AS b));
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER link AFTER INSERT ON raw.observation
REFERENCING NEW TABLE AS becomes
FOR EACH STATEMENT EXECUTE FUNCTION core.append_looks();

CREATE OR REPLACE TRIGGER link AFTER INSERT ON core.decision
FOR EACH ROW EXECUTE FUNCTION core.append_link('', 'decision_id', '');

CREATE OR REPLACE TRIGGER link_of_revocation AFTER INSERT OR UPDATE OF revoked_at ON core.decision
FOR EACH ROW WHEN (new.revoked_at IS NOT NULL)
EXECUTE FUNCTION core.append_link('', 'decision_id', '_revoked');

CREATE OR REPLACE TRIGGER link AFTER INSERT ON core.answer
FOR EACH ROW EXECUTE FUNCTION core.append_link('answer', 'answer_id', '');

CREATE OR REPLACE TRIGGER link_of_revocation AFTER INSERT OR UPDATE OF revoked_at ON core.answer
FOR EACH ROW WHEN (new.revoked_at IS NOT NULL)
EXECUTE FUNCTION core.append_link('answer', 'answer_id', '_revoked');

CREATE OR REPLACE TRIGGER link AFTER INSERT ON core.closing
FOR EACH ROW EXECUTE FUNCTION core.append_link('closing', 'closing_id', '');

CREATE OR REPLACE TRIGGER link_of_revocation AFTER INSERT OR UPDATE OF revoked_at ON core.closing
FOR EACH ROW WHEN (new.revoked_at IS NOT NULL)
EXECUTE FUNCTION core.append_link('closing', 'closing_id', '_revoked');

CREATE OR REPLACE TRIGGER link AFTER INSERT ON core.issue
FOR EACH ROW EXECUTE FUNCTION core.append_link('issue', 'issue_id', '');

CREATE OR REPLACE TRIGGER link_of_revocation AFTER INSERT OR UPDATE OF revoked_at ON core.issue
FOR EACH ROW WHEN (new.revoked_at IS NOT NULL)
EXECUTE FUNCTION core.append_link('issue', 'issue_id', '_revoked');

CREATE OR REPLACE TRIGGER link AFTER INSERT ON core.campaign_change
FOR EACH ROW EXECUTE FUNCTION core.append_link('change', 'change_id', '');

-- once its entries are written: an edition is linked with all that it says
DROP TRIGGER IF EXISTS link ON core.edition;
CREATE CONSTRAINT TRIGGER link AFTER INSERT ON core.edition
DEFERRABLE INITIALLY DEFERRED
FOR EACH ROW EXECUTE FUNCTION core.append_link('edition', 'edition_id', '');

-- the first editions of rosters from before there were any (migration 0022)
SELECT core.link_each('edition', array_agg(e.edition_id ORDER BY e.edition_id))
FROM core.edition AS e
LEFT JOIN core.link AS l ON l.kind = 'edition' AND e.edition_id = l.about
WHERE e.edition = 1 AND l.link IS NULL
HAVING count(*) > 0;
