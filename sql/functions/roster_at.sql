-- core.roster_at
-- Answers: which units owed a return as of an instant, and what did the roster say of each?
-- Grain:   one row per unit that owes at as_of.
-- Reads:   core.roster_entry, each entry from when its edition was taken until another said otherwise.
-- Edge:    a unit owes from 00:00 of the day it joined until 00:00 of the day it left, by the edition of the instant.
--          A plain question, so that the planner looks through it: who asks about one unit reads only that unit.
CREATE OR REPLACE FUNCTION core.roster_at(as_of timestamptz)
RETURNS SETOF core.roster_entry
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT r.*
    FROM core.roster_entry AS r
    WHERE
        r.is_active
        AND r.since <= as_of AND (r.until IS NULL OR r.until > as_of)
        AND (r.owes_from IS NULL OR r.owes_from <= as_of) AND (r.owes_until IS NULL OR r.owes_until > as_of);
END;
