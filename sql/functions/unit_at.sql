-- core.unit_at
-- Answers: what is known of each unit as of an instant, before its deadline is read?
-- Grain:   one row per unit that owes at as_of.
-- Reads:   core.roster_at(as_of), core.evidence_at(as_of), core.decision_at(as_of); later facts are invisible.
--   extended_to  the cutoff that an extension gives the unit; NULL without one
CREATE OR REPLACE FUNCTION core.unit_at(as_of timestamptz)
RETURNS TABLE (
    campaign text,
    unit_code text,
    unit_name text,
    unit_kind text,
    unit_position integer,
    unit_sort core.sort_key,
    branches_expected integer,
    extended_to timestamptz,
    is_exempt boolean,
    ruled text,
    present_at timestamptz,
    absent_at timestamptz,
    modified_at timestamptz,
    is_declared boolean,
    submitted_at timestamptz,
    is_unreadable boolean,
    unreadable_since timestamptz,
    waiting_since timestamptz
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        u.campaign,
        u.unit_code,
        u.unit_name,
        u.unit_kind,
        u.position AS unit_position,
        u.unit_sort,
        u.branches_expected,
        extension.cutoff_at AS extended_to,
        exemption.kind IS NOT NULL AS is_exempt,
        ruling.standing AS ruled,
        e.present_at,
        e.absent_at,
        e.modified_at,
        e.is_declared,
        e.submitted_at,
        e.unreadable_since IS NOT NULL AS is_unreadable,
        e.unreadable_since,
        e.waiting_since
    FROM core.roster_at(as_of) AS u
    INNER JOIN core.evidence_at(as_of) AS e ON u.campaign = e.campaign AND u.unit_code = e.unit_code
    LEFT JOIN core.decision_at(as_of) AS extension
        ON u.campaign = extension.campaign AND u.unit_code = extension.unit_code AND extension.kind = 'extension'
    LEFT JOIN core.decision_at(as_of) AS exemption
        ON u.campaign = exemption.campaign AND u.unit_code = exemption.unit_code AND exemption.kind = 'exemption'
    LEFT JOIN core.decision_at(as_of) AS ruling
        ON u.campaign = ruling.campaign AND u.unit_code = ruling.unit_code AND ruling.kind = 'ruling'
    WHERE as_of IS NOT NULL;
END;
