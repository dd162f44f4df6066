-- core.is_overdue
-- Answers: is a unit past its own cutoff without a complete valid return, by its own doing?
-- Reads:   nothing; who is flagged, reminded of a missed deadline and counted as flagged is said here, once.
-- Edge:    an unverified unit is our doubt, not the unit's fault; a needs_fix one has until its cutoff.
CREATE OR REPLACE FUNCTION core.is_overdue(standing text, cutoff_at timestamptz, as_of timestamptz)
RETURNS boolean
LANGUAGE sql
IMMUTABLE
RETURN standing IN ('missing', 'needs_fix') AND cutoff_at <= as_of;
