-- report.ranking
-- Answers: how do units rank among their own kind now, and who is not ranked, and why?
-- Grain:   one row per campaign, unit that owes and is not exempt, and rate of what the letter is after, as of now.
-- Reads:   report.ranking_at(now()).
CREATE OR REPLACE VIEW report.ranking AS
SELECT r.*
FROM report.ranking_at(now()) AS r;

COMMENT ON VIEW report.ranking IS 'How units rank within their kind now, and why others are not ranked';
COMMENT ON COLUMN report.ranking.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.ranking.unit_kind IS 'Code of the unit''s kind; units rank within it alone';
COMMENT ON COLUMN report.ranking.unit_kind_vi IS 'The kind as the issuer calls it; NULL where no file said it';
COMMENT ON COLUMN report.ranking.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.ranking.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.ranking.unit_position IS 'Place in the roster; sorts units as people expect';
COMMENT ON COLUMN report.ranking.rate IS 'The rate that is ranked by, as the columns of report.figures call it';
COMMENT ON COLUMN report.ranking.rate_position IS 'Place of the rate in the campaign''s form, from 1';
COMMENT ON COLUMN report.ranking.part IS
'Sum of the rate''s part over the unit''s branches that give both; NULL where none does';
COMMENT ON COLUMN report.ranking.whole IS 'Sum of the rate''s whole over the same branches; NULL where none does';
COMMENT ON COLUMN report.ranking.points IS
'part in percent of whole; nine digits, to be rounded once; the same as in report.figures';
COMMENT ON COLUMN report.ranking.rank IS
'Place within the kind, 1 the highest, by the exact fraction: equals share it; NULL where the unit is not ranked';
COMMENT ON COLUMN report.ranking.ties IS
'How many units share the place, this one included; NULL where it is not ranked';
COMMENT ON COLUMN report.ranking.ranked IS 'How many units of the kind have a place';
COMMENT ON COLUMN report.ranking.unranked_vi IS 'Why the unit has no place, in Vietnamese; NULL where it has one';
