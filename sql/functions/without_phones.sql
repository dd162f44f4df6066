-- report.without_phones
-- Answers: what does a free text say, without the numbers of persons in it?
-- Grain:   one text.
-- Edge:    telephones however they are written, identity cards, accounts, e-mail addresses; digits of other scripts in
--          such a text are shown as 0 to 9. NULL stays NULL. What is one, what is not: tests/spec/telephones.txt.
-- Reads:   the patterns of schemas/vietnamese/telephones.py, which migrate puts where they are named.
CREATE OR REPLACE FUNCTION report.without_phones(typed text)
RETURNS text
LANGUAGE sql
IMMUTABLE
RETURN CASE
    -- most texts hold no number: one quick look
    WHEN typed ~ '<telephones.MAY_HOLD>'
        THEN regexp_replace(
            translate(typed, '<telephones.OTHER_DIGITS>', '<telephones.DIGITS>'), '<telephones.NUMBERS>', '…', 'g'
        )
    ELSE typed
END;

COMMENT ON FUNCTION report.without_phones(text) IS
'A free text with … for each person''s number and e-mail address in it';
