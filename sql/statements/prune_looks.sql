-- prune_looks: people in files' names, and in what was said of a look, before an instant. A spreadsheet's id stays.
UPDATE raw.observation AS o
SET
    origin = CASE WHEN r.source = 'google' THEN o.origin ELSE report.without_persons(o.origin) END,
    detail = report.without_persons(o.detail)
FROM raw.collection_run AS r
WHERE
    o.run_id = r.run_id AND o.campaign = :campaign AND o.observed_at < :before
    AND (core.names_person(o.detail) OR (r.source != 'google' AND core.names_person(o.origin)))
