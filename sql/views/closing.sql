-- report.closing
-- Answers: which figures did a person say are the ones to be sent, who, why, and what of them was provisional?
-- Grain:   one row per closing of a campaign's figures, revoked ones included.
-- Reads:   core.closing, core.campaign for its clock.
-- Edge:    of several that are not revoked the one that was recorded last holds. What was provisional is what was known
--          when it was recorded. Who closed answers for it and is named; a person whom the reason names with a form of
--          address is not, and nobody's number is shown.
CREATE OR REPLACE VIEW report.closing AS
SELECT
    n.campaign,
    n.closing_id,
    n.as_of,
    report.without_persons(n.reason) AS reason,
    report.without_phones(n.closed_by) AS closed_by,
    report.without_phones(n.letter_number) AS letter_number,
    n.missing,
    n.needs_fix,
    n.unverified,
    n.not_due,
    n.unreadable,
    n.stale_branches,
    n.stale_people,
    n.recorded_at,
    n.revoked_at,
    report.without_phones(n.revoked_by) AS revoked_by,
    report.without_persons(n.revoked_reason) AS revoked_reason,
    n.revoked_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM core.closing AS l
        WHERE l.campaign = n.campaign AND l.closing_id > n.closing_id AND l.revoked_at IS NULL
    ) AS is_in_force,
    n.as_of AT TIME ZONE c.time_zone AS as_of_local,
    n.recorded_at AT TIME ZONE c.time_zone AS recorded_local,
    n.revoked_at AT TIME ZONE c.time_zone AS revoked_local
FROM core.closing AS n
INNER JOIN core.campaign AS c ON n.campaign = c.campaign;

COMMENT ON VIEW report.closing IS
'Whose word it is that the figures of an instant are the ones to be sent (chốt số liệu), and what was provisional then';
COMMENT ON COLUMN report.closing.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.closing.closing_id IS 'Number of the closing (chốt số liệu)';
COMMENT ON COLUMN report.closing.as_of IS 'The instant whose figures are closed: ask functions of report as of it';
COMMENT ON COLUMN report.closing.reason IS 'Why; … for a person named in it, and for a person''s number';
COMMENT ON COLUMN report.closing.closed_by IS 'Who closed; without telephone numbers';
COMMENT ON COLUMN report.closing.letter_number IS 'Number of the letter; empty when there is none';
COMMENT ON COLUMN report.closing.missing IS 'Units that had not reported past their cutoff, as of as_of';
COMMENT ON COLUMN report.closing.needs_fix IS 'Units whose return had to be corrected, as of as_of';
COMMENT ON COLUMN report.closing.unverified IS 'Units that were to be verified, as of as_of';
COMMENT ON COLUMN report.closing.not_due IS 'Units that had not reported and whose cutoff was ahead, as of as_of';
COMMENT ON COLUMN report.closing.unreadable IS
'Units whose sheet could not be read, as of as_of; each has a standing besides';
COMMENT ON COLUMN report.closing.stale_branches IS
'Branches whose figures were their last good ones, their rows being bad, as of as_of';
COMMENT ON COLUMN report.closing.stale_people IS
'People of those branches; NULL where the campaign''s form asks for no people';
COMMENT ON COLUMN report.closing.recorded_at IS 'When it was recorded; for audit, decides nothing';
COMMENT ON COLUMN report.closing.revoked_at IS 'From when it holds no longer; NULL while it does';
COMMENT ON COLUMN report.closing.revoked_by IS 'Who revoked it; without telephone numbers';
COMMENT ON COLUMN report.closing.revoked_reason IS 'Why it was revoked; … as in reason';
COMMENT ON COLUMN report.closing.is_in_force IS 'Whether it is the one that holds: the latest that is not revoked';
COMMENT ON COLUMN report.closing.as_of_local IS 'as_of by the campaign''s clock';
COMMENT ON COLUMN report.closing.recorded_local IS 'recorded_at by the campaign''s clock';
COMMENT ON COLUMN report.closing.revoked_local IS 'revoked_at by the campaign''s clock';
