-- core.points
-- Answers: what is a part in percent of its whole? Every rate of report is this one.
-- Reads:   nothing.
-- Edge:    cut after nine digits, never rounded: a rate is rounded once, where it is printed. 626 of 711 are 88.0450…;
--          rounded here to 88.05, they would be printed 88,1%. What is cut off makes no tie of what is below one: who
--          rounds half up, to eight digits or fewer, has what the fraction itself rounds to, however large part and
--          whole are; and it is below 50 where the part is less than half. Of nothing it is NULL.
CREATE OR REPLACE FUNCTION core.points(part numeric, whole numeric)
RETURNS numeric
LANGUAGE sql
IMMUTABLE
RETURN div(part * 100000000000, nullif(whole, 0)) * 0.000000001;
