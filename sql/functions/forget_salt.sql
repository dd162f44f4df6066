-- core.forget_salt
-- Answers: nothing; what policy removes from a record can no longer be guessed from its link.
-- Writes:  core.link, through triggers:
--          when the owner removes people from a look's origin and detail, or the words of an
--          answer.
-- Edge:    what stays must have … in it, or be NULL: other words without their salt are a broken link.
CREATE OR REPLACE FUNCTION core.forget_salt()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    UPDATE core.link AS l SET salt = NULL
    WHERE l.kind = tg_argv[0] AND l.about = (to_jsonb(new) ->> tg_argv[1])::bigint;
    RETURN NULL;
END
$$;

CREATE OR REPLACE TRIGGER forget_salt AFTER UPDATE OF origin, detail ON raw.observation
FOR EACH ROW WHEN (
    (old.origin, old.detail) IS DISTINCT FROM (new.origin, new.detail) AND concat(new.origin, new.detail) LIKE '%…%'
)
EXECUTE FUNCTION core.forget_salt('look', 'observation_id');

CREATE OR REPLACE TRIGGER forget_salt AFTER UPDATE OF words ON core.answer
FOR EACH ROW WHEN (new.words IS NULL)
EXECUTE FUNCTION core.forget_salt('answer', 'answer_id');
