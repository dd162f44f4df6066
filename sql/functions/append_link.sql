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
    told core.linked_record;
    last core.link;
    next core.link;
BEGIN
    SELECT * INTO STRICT told FROM core.linked_record AS r WHERE r.kind = of_kind AND r.about = of_about;
    PERFORM FROM core.campaign AS c WHERE c.campaign = told.campaign FOR NO KEY UPDATE;
    SELECT * INTO last FROM core.link AS l WHERE l.campaign = told.campaign ORDER BY l.link DESC LIMIT 1;
    next.campaign := told.campaign;
    next.link := coalesce(last.link, 0) + 1;
    next.kind := told.kind;
    next.about := told.about;
    next.linked_at := clock_timestamp();
    next.salt := gen_random_uuid();
    next.words_sha256 := sha256(convert_to(next.salt::text || told.words, 'UTF8'));
    next.previous_sha256 := coalesce(last.sha256, '');
    next.sha256 := core.link_sha256(next, told.facts);
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
    told jsonb := to_jsonb(new);
BEGIN
    PERFORM core.link_of(coalesce(nullif(tg_argv[0], ''), told ->> 'kind') || tg_argv[2], (told ->> tg_argv[1])::bigint);
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
