-- retire_units: units that left the roster owe nothing any more; what they reported stays.
UPDATE core.unit
SET is_active = false
WHERE campaign = :campaign AND is_active AND NOT (unit_code = any(:unit_codes))
