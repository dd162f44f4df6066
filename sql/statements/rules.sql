-- rules: the rules that the database knows, by which a sentence is shown to analysts.
SELECT
    r.rule,
    r.severity
FROM core.rule AS r
