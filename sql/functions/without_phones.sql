-- report.without_phones
-- Answers: what does a free text say, without the telephone numbers in it?
-- Grain:   one text.
-- Edge:    a number of Viet Nam: 0, 84 or +84, then 8 to 10 digits, however they are grouped. A sum of money does not
--          begin with 0. NULL stays NULL.
CREATE OR REPLACE FUNCTION report.without_phones(typed text)
RETURNS text
LANGUAGE sql
IMMUTABLE
RETURN CASE
    WHEN typed ~ '[0-9][0-9 .-]{7}'
        THEN regexp_replace(typed, '(?<![0-9])(?:[+]?84|0)(?:[ .-]?[0-9]){8,10}(?![0-9])', '…', 'g')
    ELSE typed
END;

COMMENT ON FUNCTION report.without_phones(text) IS 'A free text with … for each telephone number in it';
