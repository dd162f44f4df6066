-- unfinished_campaigns: those with a run that has not ended, so far as is recorded.
SELECT DISTINCT r.campaign FROM raw.collection_run AS r
WHERE r.outcome = 'running'
ORDER BY r.campaign
