-- core.append_link, core.link_of
-- Answers: nothing; what was just recorded becomes the next link of its campaign's chain.
-- Writes:  core.link, through triggers: with TG_ARGV[0] as the record's kind ('' where the row says it) and what is
--          put behind it, TG_ARGV[1] as the column of its number. No role but the owner may call or attach them.
-- Edge:    links of one campaign wait for each other on the campaign's row, until the transaction ends: a hash that was
--          taken back must not have been passed on. A run holds its campaign's turn anyway. What a backup that is
--          restored brings along is linked already, and triggers come after rows.
CREATE OR REPLACE FUNCTION core.link_of(of_kind text, of_about bigint)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    source core.linked_record;
    last core.link;
    next core.link;
BEGIN
    SELECT * INTO STRICT source FROM core.linked_record AS r WHERE r.kind = of_kind AND r.about = of_about;
    PERFORM FROM core.campaign AS c WHERE c.campaign = source.campaign FOR NO KEY UPDATE;
    SELECT * INTO last FROM core.link AS l WHERE l.campaign = source.campaign ORDER BY l.link DESC LIMIT 1;
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
    PERFORM core.link_of(coalesce(nullif(tg_argv[0], ''), row_as_json ->> 'kind') || tg_argv[2], (row_as_json ->> tg_argv[1])::bigint);
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER link AFTER INSERT ON raw.observation
FOR EACH ROW EXECUTE FUNCTION core.append_link('look', 'observation_id', '');

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

CREATE OR REPLACE TRIGGER link AFTER INSERT ON core.campaign_change
FOR EACH ROW EXECUTE FUNCTION core.append_link('change', 'change_id', '');
