-- core.names_person
-- Answers: does a text name a person, or hold a person's number?
-- Grain:   one text. NULL names nobody.
CREATE OR REPLACE FUNCTION core.names_person(typed text)
RETURNS boolean
LANGUAGE sql
IMMUTABLE
RETURN coalesce(report.without_persons(typed) != normalize(typed), FALSE);
