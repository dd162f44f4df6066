-- places: which column of report stands where.
SELECT
    c.object,
    c.name,
    c.position
FROM core.report_column AS c
ORDER BY c.object, c.position
