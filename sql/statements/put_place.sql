-- put_place: a new column of an object of report stands behind those that are there.
INSERT INTO core.report_column (object, name, position)
SELECT
    :object AS object,
    :name AS name,
    coalesce(max(c.position), 0) + 1 AS position
FROM core.report_column AS c
WHERE c.object = :object
