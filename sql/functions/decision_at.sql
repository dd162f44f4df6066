-- core.decision_at
-- Answers: which decisions hold for each unit, as of an instant?
-- Grain:   one row per unit and kind of decision; of several in force the one that took effect last.
-- Reads:   core.decision. A decision holds from effective_at until revoked_at, exclusive. Answers to questions are
--          not among them: what they settle is said by the returns (core.unit_return).
CREATE OR REPLACE FUNCTION core.decision_at(as_of timestamptz)
RETURNS TABLE (
    campaign text,
    unit_code text,
    kind text,
    decision_id bigint,
    cutoff_at timestamptz,
    standing text
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT DISTINCT ON (d.campaign, d.unit_code, d.kind)
        d.campaign,
        d.unit_code,
        d.kind,
        d.decision_id,
        d.cutoff_at,
        d.standing
    FROM core.decision AS d
    WHERE d.effective_at <= as_of AND (d.revoked_at IS NULL OR d.revoked_at > as_of)
    ORDER BY d.campaign ASC, d.unit_code ASC, d.kind ASC, d.effective_at DESC, d.decision_id DESC;
END;
