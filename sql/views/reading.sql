-- report.reading
-- Answers: who would stand elsewhere now if the deadline were read otherwise?
-- Grain:   one row per unit and other reading of the deadline that moves it, as of now.
-- Reads:   report.reading_at(now()).
CREATE OR REPLACE VIEW report.reading AS
SELECT r.*
FROM report.reading_at(now()) AS r;

COMMENT ON VIEW report.reading IS 'The units that another reading of the deadline would move';
COMMENT ON COLUMN report.reading.campaign IS 'Code of the campaign (đợt báo cáo)';
COMMENT ON COLUMN report.reading.policy IS
'The other reading: before_date (until 00:00 of the day), through_date (until 24:00 of it), through_date_roll (until '
'24:00 of the next working day)';
COMMENT ON COLUMN report.reading.unit_code IS 'Code of the reporting unit (đơn vị báo cáo)';
COMMENT ON COLUMN report.reading.unit_name IS 'Name of the reporting unit';
COMMENT ON COLUMN report.reading.unit_position IS 'Place in the roster; sorts units as people expect';
COMMENT ON COLUMN report.reading.standing IS 'Where the unit stands, by the campaign''s own reading';
COMMENT ON COLUMN report.reading.standing_vi IS 'The same as union staff call it';
COMMENT ON COLUMN report.reading.other_standing IS 'Where it would stand by the other reading';
COMMENT ON COLUMN report.reading.other_standing_vi IS 'The same as union staff call it';
