-- core.standing_of
-- Answers: where does a unit stand, given what our looks at its sheet prove?
-- Reads:   nothing; the rule of the deadline lives here and nowhere else.
--   present_at   the first look that saw a complete valid return
--   absent_at    the last successful look before it, or the last one of all when there was none
--   modified_at  the source's own clock for the last change, as read by the look of present_at
--   submitted_at the first look that saw any content
--   waiting_since the first look that saw a return which nothing but open questions keeps from being valid
--   is_unreadable the latest look failed
--   is_exempt    an exemption is in force
--   ruled        what a person ruled: it decides what the evidence leaves open of a return that is there
-- Edge:    what counts is when we can prove the return was there. Between absent_at and present_at only the
--          file's own clock can decide; a clock that runs past our look, or lies before the campaign began,
--          proves nothing. A failed look is no evidence: a unit that could not be read since the cutoff, or
--          that we never looked at, is not missing. What only we cannot tell costs nobody their punctuality: a return
--          that waits for an answer is neither late nor something to mend, and an amended one is not late while the
--          one before, seen in time, still waits.
CREATE OR REPLACE FUNCTION core.standing_of(
    as_of timestamptz,
    cutoff_at timestamptz,
    opens_at timestamptz,
    present_at timestamptz,
    absent_at timestamptz,
    modified_at timestamptz,
    submitted_at timestamptz,
    is_unreadable boolean,
    waiting_since timestamptz,
    is_exempt boolean DEFAULT FALSE,
    ruled text DEFAULT NULL
)
RETURNS text
LANGUAGE sql
IMMUTABLE
RETURN CASE
    WHEN is_exempt THEN 'exempt'
    WHEN present_at < cutoff_at THEN 'on_time'
    WHEN
        present_at IS NOT NULL AND absent_at >= cutoff_at AND coalesce(waiting_since >= cutoff_at, TRUE)
        THEN 'late'
    WHEN
        present_at IS NOT NULL
        AND modified_at < cutoff_at AND modified_at <= present_at AND modified_at >= opens_at
        THEN 'on_time'
    WHEN present_at IS NOT NULL THEN coalesce(ruled, 'unverified')
    WHEN waiting_since IS NOT NULL AND as_of < cutoff_at THEN 'not_due'
    WHEN waiting_since IS NOT NULL THEN 'unverified'
    WHEN submitted_at IS NOT NULL THEN 'needs_fix'
    WHEN as_of < cutoff_at THEN 'not_due'
    WHEN absent_at IS NULL THEN 'unverified'
    WHEN is_unreadable AND absent_at < cutoff_at THEN 'unverified'
    ELSE 'missing'
END;
