-- report.collection_run
-- Answers: when did the pipeline run, what did it see, how did it end?
-- Grain:   one row per run.
-- Reads:   raw.collection_run, core.campaign for its clock.
CREATE OR REPLACE VIEW report.collection_run AS
SELECT
    r.run_id,
    r.campaign,
    r.started_at,
    r.finished_at,
    r.units_asked,
    r.units_read,
    r.units_unchanged,
    r.units_absent,
    r.units_unreadable,
    r.rows_accepted,
    r.rows_refused,
    r.outcome,
    report.without_persons(r.detail) AS detail,
    r.started_at AT TIME ZONE (
        SELECT c.time_zone FROM core.campaign AS c WHERE c.campaign = r.campaign
    ) AS started_local,
    r.finished_at AT TIME ZONE (
        SELECT c.time_zone FROM core.campaign AS c WHERE c.campaign = r.campaign
    ) AS finished_local
FROM raw.collection_run AS r;

COMMENT ON VIEW report.collection_run IS 'Every run of the pipeline and how it ended';
COMMENT ON COLUMN report.collection_run.run_id IS 'The run';
COMMENT ON COLUMN report.collection_run.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.collection_run.started_at IS 'When the run started';
COMMENT ON COLUMN report.collection_run.finished_at IS 'When it ended; NULL while it runs, or when it was killed';
COMMENT ON COLUMN report.collection_run.units_asked IS 'Units the run set out to look at';
COMMENT ON COLUMN report.collection_run.units_read IS 'Units whose sheet held new content';
COMMENT ON COLUMN report.collection_run.units_unchanged IS 'Units whose sheet held what it held before';
COMMENT ON COLUMN report.collection_run.units_absent IS 'Units that have handed nothing in';
COMMENT ON COLUMN report.collection_run.units_unreadable IS 'Units that could not be read; see detail';
COMMENT ON COLUMN report.collection_run.rows_accepted IS 'Branch rows accepted from the new content';
COMMENT ON COLUMN report.collection_run.rows_refused IS 'Branch rows refused from the new content';
COMMENT ON COLUMN report.collection_run.outcome IS
'running, completed, completed_with_findings, or failed (some unit was not read, the rest is loaded; or it stopped)';
COMMENT ON COLUMN report.collection_run.detail IS
'Which units could not be read and who must act, or why the run stopped; … for persons in files'' names';
COMMENT ON COLUMN report.collection_run.started_local IS 'started_at by the campaign''s clock';
COMMENT ON COLUMN report.collection_run.finished_local IS 'finished_at by the campaign''s clock';
