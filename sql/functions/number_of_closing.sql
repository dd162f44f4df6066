-- core.number_of_closing
-- Answers: nothing; a closing that is recorded gets the next number.
-- Writes:  core.closing, through a trigger. The pipeline's role may not say the number, and asks nobody for it.
-- Edge:    as of core.number_of_decision: who records at the same time waits, so that no number is missing where a
--          closing was refused. What a restored backup brings along keeps its number.
CREATE OR REPLACE FUNCTION core.number_of_closing()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- as sql/statements/wait_for_turn.sql does
    INSERT INTO core.turn (name) VALUES ('numbers of closings')
    ON CONFLICT (name) DO UPDATE SET name = excluded.name WHERE FALSE;
    new.closing_id := (SELECT coalesce(max(c.closing_id), 0) + 1 FROM core.closing AS c);
    RETURN new;
END
$$;

CREATE OR REPLACE TRIGGER number_of_closing
BEFORE INSERT ON core.closing
FOR EACH ROW WHEN (new.closing_id IS NULL)
EXECUTE FUNCTION core.number_of_closing();
