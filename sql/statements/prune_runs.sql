-- prune_runs: people in the names of folders and files that a run's own words repeat, before an instant.
UPDATE raw.collection_run AS r
SET source = report.without_persons(r.source), detail = report.without_persons(r.detail)
WHERE
    r.campaign = :campaign AND r.started_at < :before
    AND (core.names_person(r.source) OR core.names_person(r.detail))
