-- report.issued_figure
-- Answers: which figures does an issued paper print, in which sentence, and which cell of report is each?
-- Grain:   one row per figure of a paper that was ever issued, in the order of reading.
-- Reads:   core.paper, core.issue.
-- Edge:    whether an issue of it holds, report.issued_paper says. A value that was not given is NULL, printed as "–".
--          A sentence is made of the program's words and of what report shows, where nobody is named: nothing of it is
--          hidden a second time, for figures side by side look like a telephone number.
CREATE OR REPLACE VIEW report.issued_figure AS
SELECT
    p.paper_id,
    e.position::integer AS position,
    p.campaign,
    e.figure ->> 'figure' AS figure,
    e.figure ->> 'relation' AS relation,
    e.figure ->> 'column' AS column_name,
    e.figure -> 'key' AS key,
    (e.figure ->> 'as_of')::timestamptz AS as_of,
    (e.figure ->> 'since')::timestamptz AS since,
    e.figure ->> 'measure' AS measure,
    CASE WHEN e.figure ->> 'measure' NOT IN ('moment', 'deadline') THEN (e.figure ->> 'value')::numeric END AS value,
    CASE WHEN e.figure ->> 'measure' IN ('moment', 'deadline') THEN (e.figure ->> 'value')::timestamp END AS moment,
    e.figure ->> 'shown' AS shown,
    e.figure ->> 'sentence' AS sentence
FROM core.paper AS p
CROSS JOIN LATERAL jsonb_array_elements(p.figures) WITH ORDINALITY AS e (figure, position)
WHERE EXISTS (SELECT 1 FROM core.issue AS i WHERE i.campaign = p.campaign AND i.paper_id = p.paper_id);

COMMENT ON VIEW report.issued_figure IS
'Every figure of the papers that were issued, and the query that finds it again';
COMMENT ON COLUMN report.issued_figure.paper_id IS 'Number of the paper, as in report.issued_paper';
COMMENT ON COLUMN report.issued_figure.position IS 'Its place among the figures of the paper, from 1';
COMMENT ON COLUMN report.issued_figure.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.issued_figure.figure IS 'What it is called: relation, column and key in one';
COMMENT ON COLUMN report.issued_figure.relation IS 'The object of report that it was read from';
COMMENT ON COLUMN report.issued_figure.column_name IS 'The column of that object';
COMMENT ON COLUMN report.issued_figure.key IS 'The columns that, with the campaign, find its row, each with its value';
COMMENT ON COLUMN report.issued_figure.as_of IS 'The instant that was asked about';
COMMENT ON COLUMN report.issued_figure.since IS 'The earlier instant, where two were compared; NULL otherwise';
COMMENT ON COLUMN report.issued_figure.measure IS
'count, percent (points), share (of 1), moment or deadline (by the campaign''s clock; a deadline is exclusive)';
COMMENT ON COLUMN report.issued_figure.value IS 'What was read; NULL: not given, or a moment';
COMMENT ON COLUMN report.issued_figure.moment IS 'What was read where it is a moment; NULL otherwise';
COMMENT ON COLUMN report.issued_figure.shown IS 'As it is printed: 1.234, 85,5%, –';
COMMENT ON COLUMN report.issued_figure.sentence IS 'The sentence, or the row of a table, in which it stands';
