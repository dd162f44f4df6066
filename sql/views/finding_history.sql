-- report.finding_history
-- Answers: what was ever wrong in each unit's sheet, from when to when, and did it come back?
-- Grain:   one row per finding and time that it was opened; closed_at is exclusive, NULL while it is open.
-- Reads:   core.shown_finding, core.unit_return, core.unit; core.campaign for its clock.
-- Edge:    a mistake is known by its unit, rule and cell. What changes within it, as a figure mistyped in another way,
--          closes one row and opens another of the same occurrence; only after an instant without it is it a new one.
--          A row that moves in its sheet takes its mistakes to another cell and is counted anew there.
CREATE OR REPLACE VIEW report.finding_history AS
WITH content AS NOT MATERIALIZED (
    SELECT DISTINCT ON (r.campaign, r.unit_code, r.event_id)
        r.campaign,
        r.unit_code,
        r.event_id,
        r.content_sha256
    FROM core.unit_return AS r
    ORDER BY r.campaign ASC, r.unit_code ASC, r.event_id ASC, r.observed_at DESC, r.observation_id DESC
),

followed AS (
    SELECT
        f.*,
        row_number() OVER (PARTITION BY f.campaign, f.unit_code, f.rule, f.cell, f.first_seen_at) AS place,
        max(coalesce(f.closed_at, 'infinity')) OVER (
            PARTITION BY f.campaign, f.unit_code, f.rule, f.cell
            ORDER BY f.first_seen_at
            GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ) AS open_until
    FROM core.shown_finding AS f
    WHERE f.is_of_history
),

begun AS (
    SELECT
        f.*,
        (f.place = 1 AND (f.open_until IS NULL OR f.open_until < f.first_seen_at))::integer AS begins
    FROM followed AS f
)

SELECT
    b.campaign,
    b.unit_code,
    b.unit_name,
    b.unit_position,
    b.severity,
    b.rule,
    b.cell,
    b.heading,
    b.message_vi,
    b.first_seen_at AS opened_at,
    b.closed_at,
    opening.content_sha256 AS opened_by_content,
    closing.content_sha256 AS closed_by_content,
    (
        sum(b.begins) OVER (PARTITION BY b.campaign, b.unit_code, b.rule, b.cell ORDER BY b.first_seen_at)
    )::integer AS occurrence,
    (sum(b.begins) OVER (PARTITION BY b.campaign, b.unit_code, b.rule, b.cell))::integer AS occurrences,
    b.first_seen_at AT TIME ZONE c.time_zone AS opened_local,
    b.closed_at AT TIME ZONE c.time_zone AS closed_local,
    u.unit_sort
FROM begun AS b
INNER JOIN core.unit AS u ON b.campaign = u.campaign AND b.unit_code = u.unit_code
INNER JOIN core.campaign AS c ON b.campaign = c.campaign
LEFT JOIN content AS opening
    ON b.campaign = opening.campaign AND b.unit_code = opening.unit_code AND b.opened_by = opening.event_id
LEFT JOIN content AS closing
    ON b.campaign = closing.campaign AND b.unit_code = closing.unit_code AND b.closed_by = closing.event_id;

COMMENT ON VIEW report.finding_history IS
'All that ever was wrong in the units'' sheets, from when to when, and how often';
COMMENT ON COLUMN report.finding_history.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.finding_history.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.finding_history.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.finding_history.unit_position IS 'Place of the unit in the roster';
COMMENT ON COLUMN report.finding_history.severity IS
'error: the row or return was refused; question: it waited for a yes or no; warning: accepted and shown';
COMMENT ON COLUMN report.finding_history.rule IS 'Code of the rule, as in report.rule';
COMMENT ON COLUMN report.finding_history.cell IS
'A1 address in the unit''s tab as it was then; NULL when the whole return is meant';
COMMENT ON COLUMN report.finding_history.heading IS
'The column''s heading; NULL when no column is meant, where the heading itself is wrong, or pruned';
COMMENT ON COLUMN report.finding_history.message_vi IS
'One sentence: what was wrong, what to type; … stands for what was typed';
COMMENT ON COLUMN report.finding_history.opened_at IS
'Since when it was so: the look that first saw it, or an answer that made it so';
COMMENT ON COLUMN report.finding_history.closed_at IS
'From when it was no longer so, exclusive: corrected, answered, or gone with its row; NULL while it is open';
COMMENT ON COLUMN report.finding_history.opened_by_content IS
'SHA-256 of the unit''s content that showed it; NULL where other units'' returns made it so';
COMMENT ON COLUMN report.finding_history.closed_by_content IS
'SHA-256 of the unit''s content that no longer showed it; NULL while open, or where others'' returns ended it';
COMMENT ON COLUMN report.finding_history.occurrence IS
'1 for the first time that the rule was broken at this cell, 2 once it had been in order and was broken again';
COMMENT ON COLUMN report.finding_history.occurrences IS 'How often the rule was broken at this cell in all';
COMMENT ON COLUMN report.finding_history.opened_local IS 'opened_at by the campaign''s clock';
COMMENT ON COLUMN report.finding_history.closed_local IS 'closed_at by the campaign''s clock';
COMMENT ON COLUMN report.finding_history.unit_sort IS
'The unit''s name as a key that sorts as Vietnamese does in any database: ORDER BY unit_sort';
