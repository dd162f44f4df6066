-- core.sort_unit
-- Answers: nothing; a unit's name is kept beside its sort key, so that a question about many rows of it computes none.
-- Edge:    whoever writes the name. What was keyed by an earlier release is keyed again.
CREATE OR REPLACE FUNCTION core.sort_unit()
RETURNS trigger
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    new.unit_sort := report.vietnamese_sort(new.unit_name);
    RETURN new;
END
$$;

CREATE OR REPLACE TRIGGER sort_unit
BEFORE INSERT OR UPDATE OF unit_name ON core.unit
FOR EACH ROW EXECUTE FUNCTION core.sort_unit();

UPDATE core.unit AS u
SET unit_sort = report.vietnamese_sort(u.unit_name)
WHERE u.unit_sort IS DISTINCT FROM report.vietnamese_sort(u.unit_name);

UPDATE core.roster_entry AS r
SET unit_sort = report.vietnamese_sort(r.unit_name)
WHERE r.unit_sort IS DISTINCT FROM report.vietnamese_sort(r.unit_name);
