-- report.figures
-- Answers: which numbers would a paper print now of a campaign, of each kind of its units and of each unit?
-- Grain:   one row per campaign and scope: all of it, each kind, each unit that owes, as of now.
-- Reads:   report.figures_at(now()).
CREATE OR REPLACE VIEW report.figures AS
SELECT f.*
FROM report.figures_at(now()) AS f;

COMMENT ON VIEW report.figures IS 'What a paper would print now, of a campaign, of each kind and of each unit';
COMMENT ON COLUMN report.figures.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.figures.scope IS 'What the row is of: all, kind or unit';
COMMENT ON COLUMN report.figures.scope_code IS 'Code of the kind or of the unit; empty for all';
COMMENT ON COLUMN report.figures.scope_name IS
'Name of the unit; what the issuer calls the kind, or its code where no file said it; of all, the campaign''s title';
COMMENT ON COLUMN report.figures.scope_position IS
'Place in the roster; of a kind that of its first unit; 0 for all: ORDER BY scope, scope_position';
COMMENT ON COLUMN report.figures.units IS 'Units that owe a return, exempt ones left out';
COMMENT ON COLUMN report.figures.reported IS 'on_time + late';
COMMENT ON COLUMN report.figures.on_time IS 'Units on time (đúng hạn)';
COMMENT ON COLUMN report.figures.late IS 'Units late (trễ hạn)';
COMMENT ON COLUMN report.figures.missing IS 'Units missing (chưa báo cáo)';
COMMENT ON COLUMN report.figures.needs_fix IS 'Units that must correct their return (cần sửa)';
COMMENT ON COLUMN report.figures.unverified IS
'Units a person must decide about (cần xác minh), or that have a question to answer';
COMMENT ON COLUMN report.figures.not_due IS 'Units not due yet (chưa đến hạn)';
COMMENT ON COLUMN report.figures.exempt IS 'Exempt units (miễn báo cáo), not among units';
COMMENT ON COLUMN report.figures.unreadable IS
'Among units, those whose sheet we cannot read now; each has a standing too';
COMMENT ON COLUMN report.figures.branches IS
'Branches with accepted figures, stale_branches and those of exempt units included';
COMMENT ON COLUMN report.figures.branches_expected IS
'Branches that the roster expects of units, of those of which it says so; NULL where it does of none';
COMMENT ON COLUMN report.figures.people IS
'Sum of people, whom a branch''s rates are of: of each the first of its quantities of people that it gives';
COMMENT ON COLUMN report.figures.stale_branches IS
'Branches among them whose row is bad now, or waits: their last good figures count';
COMMENT ON COLUMN report.figures.stale_people IS 'What of people is theirs';
COMMENT ON COLUMN report.figures.is_provisional IS
'Whether the figures are provisional: some unit needs_fix, is unverified or unreadable, or some branch is stale';
-- each shown summed quantity
COMMENT ON COLUMN report.figures.quantity IS
'Sum of quantity: <meaning>';
-- end
-- each shown rate
COMMENT ON COLUMN report.figures.rate IS
'part in percent of whole, over the branches that give both: rate_part of rate_whole; nine digits, to be rounded once';
COMMENT ON COLUMN report.figures.rate_part IS 'Sum of part over the branches that tell whole';
COMMENT ON COLUMN report.figures.rate_whole IS 'Sum of whole over the branches that tell part';
-- end
