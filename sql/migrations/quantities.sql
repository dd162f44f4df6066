-- The columns of every quantity and rate of the dictionary (core.quantity, core.rate), where they are not there yet.
-- What a form no longer asks for stays. Sums are of people's common name, or of the quantity; money is whole đồng.
-- each stored count
ALTER TABLE core.submission ADD COLUMN IF NOT EXISTS quantity integer;
-- end
-- each stored money
ALTER TABLE core.submission ADD COLUMN IF NOT EXISTS quantity bigint;
-- end
-- each stored percent
ALTER TABLE core.submission ADD COLUMN IF NOT EXISTS quantity double precision;
-- end
-- each stored mark
ALTER TABLE core.submission
ADD COLUMN IF NOT EXISTS quantity boolean,
ADD COLUMN IF NOT EXISTS quantity_assumed boolean;
COMMENT ON COLUMN core.submission.quantity_assumed IS
'Whether quantity is a blank cell''s, in a column where nothing else is typed than marks';
-- end
-- each stored choice
ALTER TABLE core.submission ADD COLUMN IF NOT EXISTS quantity text;
-- end
-- each stored date
ALTER TABLE core.submission ADD COLUMN IF NOT EXISTS quantity date;
-- end
-- each stored text
ALTER TABLE core.submission
ADD COLUMN IF NOT EXISTS quantity text,
ADD COLUMN IF NOT EXISTS quantity_shown text;
COMMENT ON COLUMN core.submission.quantity_shown IS
'quantity with … for each person named in it and each person''s number; NULL where there is none';
-- end
-- each stored quantity
COMMENT ON COLUMN core.submission.quantity IS '<meaning>';
-- end
-- each summed quantity
ALTER TABLE core.unit_return ADD COLUMN IF NOT EXISTS quantity bigint;
COMMENT ON COLUMN core.unit_return.quantity IS
'Sum over the branches that had figures after this return, stale ones included; NULL where none gives it';
-- end
-- each lead
ALTER TABLE core.unit_return ADD COLUMN IF NOT EXISTS stale_quantity bigint;
COMMENT ON COLUMN core.unit_return.stale_quantity IS 'What of quantity is that of stale branches';
-- end
-- each rate
ALTER TABLE core.unit_return
ADD COLUMN IF NOT EXISTS rate_part bigint,
ADD COLUMN IF NOT EXISTS rate_whole bigint;
COMMENT ON COLUMN core.unit_return.rate_part IS 'Sum of part over the branches that tell whole';
COMMENT ON COLUMN core.unit_return.rate_whole IS 'Sum of whole over the branches that tell part';
-- end
