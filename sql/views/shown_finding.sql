-- core.shown_finding
-- Answers: what was ever wrong in each unit's sheet, as an analyst may read it?
-- Grain:   one row per finding and time that it was opened; ask with is_of_now or with is_of_history.
-- Reads:   core.known_finding, core.rule.
-- Edge:    what somebody typed, a rapporteur's name or number perhaps, is the unit's to see: a sentence that quotes it
--          is said in general, with … in its place, and a heading is told where it is not itself what is wrong, with
--          … for whoever it names. Which facts of a sentence are our own words is listed here; others are hidden.
CREATE OR REPLACE VIEW core.shown_finding AS
WITH said AS (
    SELECT
        r.rule,
        regexp_replace(
            r.sentence_vi,
            '\{(?:'
            -- each amount
            || 'quantity|'
            -- end
            -- each percent
            || 'quantity|'
            -- end
            || 'cell|others|missing|field|candidates|rows|unit|sum|base|recomputed|day)\}',
            '', 'g'
        ) LIKE '%{%' AS quotes,
        r.sentence_vi
    FROM core.rule AS r
)

SELECT
    f.campaign,
    f.unit_code,
    f.unit_name,
    f.unit_position,
    f.severity,
    f.rule,
    f.cell,
    CASE
        WHEN f.rule NOT LIKE 'heading%' AND f.rule NOT IN ('personal_data_column', 'person_in_heading')
            THEN report.without_persons(f.heading)
    END AS heading,
    CASE
        WHEN NOT s.quotes THEN f.message_vi
        ELSE regexp_replace(
            replace(
                replace(coalesce(s.sentence_vi, f.rule), '{cell}', coalesce(f.cell, '…')),
                '{day}', coalesce(to_char(c.report_before - 1, 'FMDD/FMMM/YYYY'), '…')
            ),
            '\{[a-z0-9_]+\}', '…', 'g'
        )
    END AS message_vi,
    f.first_seen_at,
    f.closed_at,
    f.is_of_now,
    f.is_of_history,
    f.opened_by,
    f.closed_by
FROM core.known_finding AS f
LEFT JOIN said AS s ON f.rule = s.rule
LEFT JOIN core.campaign AS c ON f.campaign = c.campaign;

COMMENT ON VIEW core.shown_finding IS 'All that ever was wrong in the units'' sheets, without what was typed';
