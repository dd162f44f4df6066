-- findings_that_recur
-- Answers: which mistakes are made more than once, and do they come back? (Lỗi nào lặp lại, sửa rồi có sai lại không?)
-- Grain:   one row per rule that was broken more than once by the instant; what several units do comes first.
-- Reads:   report.finding_history, report.rule.
-- Assumes: a mistake is a rule broken at a cell of a unit. came_back counts those that had been in order and were
--          made again; a row that moved in its sheet is another cell, and its mistakes count anew.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

mistake AS (
    SELECT
        h.rule,
        h.unit_code,
        max(h.occurrence) AS occurrences,
        bool_or(h.closed_at IS NULL OR h.closed_at > a.at) AS is_open
    FROM asked AS a
    INNER JOIN report.finding_history AS h ON a.campaign = h.campaign AND a.at >= h.opened_at
    GROUP BY h.rule, h.unit_code, h.cell
)

SELECT
    m.rule,
    r.severity,
    count(DISTINCT m.unit_code) AS units,
    sum(m.occurrences) AS occurrences,
    count(*) FILTER (WHERE m.occurrences > 1) AS came_back,
    count(*) FILTER (WHERE m.is_open) AS open,
    string_agg(DISTINCT m.unit_code, ', ' ORDER BY m.unit_code) AS made_by
FROM mistake AS m
INNER JOIN report.rule AS r ON m.rule = r.rule
GROUP BY m.rule, r.severity
HAVING sum(m.occurrences) > 1
ORDER BY units DESC, occurrences DESC, m.rule ASC
