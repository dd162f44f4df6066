CREATE OR REPLACE FUNCTION report.vietnamese_sort(name text)
RETURNS text
LANGUAGE sql
IMMUTABLE
RETURN lower(name COLLATE "C");
COMMENT ON FUNCTION report.vietnamese_sort(text) IS 'x';
