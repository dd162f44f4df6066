-- report.campaign_summary
-- Answers: how does each campaign stand now?
-- Grain:   one row per campaign.
-- Reads:   report.campaign_summary_at(now()).
CREATE OR REPLACE VIEW report.campaign_summary AS
SELECT s.*
FROM report.campaign_summary_at(now()) AS s;

COMMENT ON VIEW report.campaign_summary IS 'How each campaign stands now';
COMMENT ON COLUMN report.campaign_summary.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.campaign_summary.title IS 'What the letter asks for';
COMMENT ON COLUMN report.campaign_summary.policy IS 'The campaign''s own reading of the deadline';
COMMENT ON COLUMN report.campaign_summary.cutoff_at IS 'Exclusive instant of the deadline under that reading';
COMMENT ON COLUMN report.campaign_summary.units IS 'Units of the roster that owe, exempt ones included';
COMMENT ON COLUMN report.campaign_summary.expected IS 'units - exempt: the denominator of both rates';
COMMENT ON COLUMN report.campaign_summary.on_time IS 'Units on time (đúng hạn)';
COMMENT ON COLUMN report.campaign_summary.late IS 'Units late (trễ hạn)';
COMMENT ON COLUMN report.campaign_summary.missing IS 'Units missing (chưa báo cáo)';
COMMENT ON COLUMN report.campaign_summary.needs_fix IS 'Units that must correct their return (cần sửa)';
COMMENT ON COLUMN report.campaign_summary.unverified IS 'Units a person must decide about (cần xác minh)';
COMMENT ON COLUMN report.campaign_summary.not_due IS 'Units not due yet (chưa đến hạn)';
COMMENT ON COLUMN report.campaign_summary.exempt IS 'Exempt units (miễn báo cáo)';
COMMENT ON COLUMN report.campaign_summary.flagged IS 'Units with an open flag for the missed deadline';
COMMENT ON COLUMN report.campaign_summary.reporting_rate IS
'(on_time + late) / expected, from 0 to 1; eleven digits, to be rounded once';
COMMENT ON COLUMN report.campaign_summary.on_time_rate IS
'on_time / expected, from 0 to 1; eleven digits, to be rounded once';
COMMENT ON COLUMN report.campaign_summary.branches IS 'Branches with accepted figures, stale_branches included';
COMMENT ON COLUMN report.campaign_summary.moved_by_before_date IS
'Sensitivity: units that would stand elsewhere if the deadline ended at 00:00 of the day';
COMMENT ON COLUMN report.campaign_summary.moved_by_through_date IS
'Sensitivity: units that would stand elsewhere if the deadline ended at 24:00 of the day';
COMMENT ON COLUMN report.campaign_summary.moved_by_through_date_roll IS
'Sensitivity: units that would stand elsewhere if it ended at 24:00 of the next working day';
COMMENT ON COLUMN report.campaign_summary.sensitivity_vi IS 'The three sensitivity counts as one sentence';
COMMENT ON COLUMN report.campaign_summary.people IS
'Sum of people, whom a branch''s rates are of: of each the first of its quantities of people that it gives';
COMMENT ON COLUMN report.campaign_summary.stale_branches IS
'Branches among them whose row is bad now, or waits: their last good figures count';
COMMENT ON COLUMN report.campaign_summary.stale_people IS 'What of people is theirs';
COMMENT ON COLUMN report.campaign_summary.cutoff_local IS 'cutoff_at by the campaign''s clock';
-- each naming_people
COMMENT ON COLUMN report.campaign_summary.quantity IS
'The same as people, by its old name; not the sum of report.submission.quantity alone';
-- end
-- each summed quantity
COMMENT ON COLUMN report.campaign_summary.quantity IS
'Sum of quantity: <meaning>';
-- end
-- each shown rate
COMMENT ON COLUMN report.campaign_summary.rate IS
'part in percent of whole, over the branches that give both; nine digits, to be rounded once';
-- end
-- each shown based rate
COMMENT ON COLUMN report.campaign_summary.base_named IS 'Sum of whole over the branches that tell part';
-- end
-- each shown lead
COMMENT ON COLUMN report.campaign_summary.stale_quantity IS 'What of quantity is theirs';
-- end
-- each shown renamed rate
COMMENT ON COLUMN report.campaign_summary.also_named IS 'The same as rate, by its old name';
-- end
