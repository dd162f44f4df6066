-- report.decision
-- Answers: what did people decide about a unit, who, why, and does it still hold?
-- Grain:   one row per extension, exemption, ruling and answer to a question, revoked ones included.
-- Reads:   core.decision, core.answer, core.unit, core.campaign for its clock.
-- Edge:    a decision holds from effective_at until revoked_at, exclusive; it is never deleted. Of several extensions
--          in force the one that took effect last decides. Who decided answers for it and is named; a person whom the
--          reason names with a form of address is not, and nobody's number is shown.
CREATE OR REPLACE VIEW report.decision AS
WITH decided AS (
    SELECT
        d.kind,
        d.decision_id,
        d.campaign,
        d.unit_code,
        d.cutoff_at,
        d.standing,
        d.effective_at,
        d.reason,
        d.decided_by,
        d.letter_number,
        d.recorded_at,
        d.revoked_at,
        d.revoked_by,
        d.revoked_reason,
        NULL AS cell,
        NULL AS answer
    FROM core.decision AS d
    UNION ALL
    SELECT
        'answer' AS kind,
        d.answer_id AS decision_id,
        d.campaign,
        d.unit_code,
        NULL AS cutoff_at,
        NULL AS standing,
        d.effective_at,
        d.reason,
        d.decided_by,
        d.letter_number,
        d.recorded_at,
        d.revoked_at,
        d.revoked_by,
        d.revoked_reason,
        d.cell,
        d.answer
    FROM core.answer AS d
)

SELECT
    d.campaign,
    d.unit_code,
    u.unit_name,
    d.kind,
    d.decision_id,
    d.cutoff_at,
    d.standing,
    d.effective_at,
    report.without_persons(d.reason) AS reason,
    report.without_phones(d.decided_by) AS decided_by,
    report.without_phones(d.letter_number) AS letter_number,
    d.recorded_at,
    d.revoked_at,
    report.without_phones(d.revoked_by) AS revoked_by,
    report.without_persons(d.revoked_reason) AS revoked_reason,
    d.cell,
    d.answer,
    d.cutoff_at AT TIME ZONE c.time_zone AS cutoff_local,
    d.effective_at AT TIME ZONE c.time_zone AS effective_local,
    d.recorded_at AT TIME ZONE c.time_zone AS recorded_local,
    d.revoked_at AT TIME ZONE c.time_zone AS revoked_local,
    u.unit_sort
FROM decided AS d
INNER JOIN core.unit AS u ON d.campaign = u.campaign AND d.unit_code = u.unit_code
INNER JOIN core.campaign AS c ON d.campaign = c.campaign;

COMMENT ON VIEW report.decision IS
'What people decided about units: extensions, exemptions, rulings, answers to questions';
COMMENT ON COLUMN report.decision.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.decision.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.decision.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.decision.kind IS
'extension (gia hạn), exemption (miễn báo cáo), ruling (xác minh) or answer (trả lời câu hỏi)';
COMMENT ON COLUMN report.decision.decision_id IS 'Number of the decision among those of its kind';
COMMENT ON COLUMN report.decision.cutoff_at IS 'An extension''s new deadline, exclusive';
COMMENT ON COLUMN report.decision.standing IS 'What a ruling takes an unverified unit to be: on_time or late';
COMMENT ON COLUMN report.decision.effective_at IS 'Since when it holds; answers as of earlier instants do not know it';
COMMENT ON COLUMN report.decision.reason IS 'Why; … for a person named in it, and for a person''s number';
COMMENT ON COLUMN report.decision.decided_by IS 'Who decided; without telephone numbers';
COMMENT ON COLUMN report.decision.letter_number IS 'Number of the letter; empty when there is none';
COMMENT ON COLUMN report.decision.recorded_at IS 'When it was recorded; for audit, decides nothing';
COMMENT ON COLUMN report.decision.revoked_at IS 'From when it holds no longer; NULL while it does';
COMMENT ON COLUMN report.decision.revoked_by IS 'Who revoked it; without telephone numbers';
COMMENT ON COLUMN report.decision.revoked_reason IS 'Why it was revoked; … as in reason';
COMMENT ON COLUMN report.decision.cell IS
'Where the question stood that an answer is to; NULL for the other kinds, and when the whole sheet was asked about';
COMMENT ON COLUMN report.decision.answer IS 'What was answered: yes or no; NULL for the other kinds';
COMMENT ON COLUMN report.decision.cutoff_local IS 'cutoff_at by the campaign''s clock';
COMMENT ON COLUMN report.decision.effective_local IS 'effective_at by the campaign''s clock';
COMMENT ON COLUMN report.decision.recorded_local IS 'recorded_at by the campaign''s clock';
COMMENT ON COLUMN report.decision.revoked_local IS 'revoked_at by the campaign''s clock';
COMMENT ON COLUMN report.decision.unit_sort IS
'The unit''s name as a key that sorts as Vietnamese does in any database: ORDER BY unit_sort';
