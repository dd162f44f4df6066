-- report.without_persons
-- Answers: what does a free text say, without the persons named in it and without their numbers?
-- Grain:   one text.
-- Edge:    who has a form of address (ông, bà, anh, chị, cô, thầy, đ/c …) before the name; a name alone is often a
--          school's or a street's. NULL stays NULL. Who is a person and what is not: tests/spec/persons.txt.
--          Operators and functions are the server's, never those of whoever asks, which would see the text.
-- Reads:   the patterns of schemas/vietnamese/persons.py, which migrate puts where they are named.
CREATE OR REPLACE FUNCTION report.without_persons(typed text)
RETURNS text
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    shown text := typed;
BEGIN
    -- most texts address nobody: one quick look
    IF typed ~ '<persons.MAY_NAME>' THEN
        shown := normalize(shown);
        shown := regexp_replace(shown, '<persons.SEVERAL>', '…', 'g');
        shown := regexp_replace(shown, '<persons.COMRADE>', '…', 'g');
        shown := regexp_replace(shown, '<persons.KIN>', '…', 'g');
        shown := regexp_replace(shown, '<persons.BARE_KIN>', '…', 'g');
        shown := regexp_replace(shown, '<persons.CAPITAL_KIN>', '…', 'g');
        shown := regexp_replace(shown, '<persons.AT_THE_START>', '…', 'g');
        shown := regexp_replace(shown, '<persons.BEFORE_A_NUMBER>', '…', 'g');
        shown := regexp_replace(shown, '<persons.INITIAL>', '…', 'g');
        shown := regexp_replace(shown, '<persons.BY_ROLE>', '…', 'g');
    END IF;
    RETURN report.without_phones(shown);
END
$$;

COMMENT ON FUNCTION report.without_persons(text) IS
'A free text with … for each person named in it by a form of address, and for each person''s number';
