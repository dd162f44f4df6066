-- core.number_of_decision
-- Answers: nothing; a decision that is recorded gets the next number of its kind.
-- Writes:  core.decision, through a trigger. The pipeline's role may not say the number, and asks nobody for it.
-- Edge:    who records at the same time waits: decisions are never deleted, so that the next number is one more. What
--          a restored backup brings along keeps its number.
CREATE OR REPLACE FUNCTION core.number_of_decision()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    -- as sql/statements/wait_for_turn.sql does
    INSERT INTO core.turn (name) VALUES ('numbers of decisions')
    ON CONFLICT (name) DO UPDATE SET name = excluded.name WHERE FALSE;
    new.decision_id := (
        SELECT coalesce(max(d.decision_id), 0) + 1 FROM core.decision AS d WHERE d.kind = new.kind
    );
    RETURN new;
END
$$;

CREATE OR REPLACE TRIGGER number_of_decision
BEFORE INSERT ON core.decision
FOR EACH ROW WHEN (new.decision_id IS NULL)
EXECUTE FUNCTION core.number_of_decision();
