-- core.restore_cells
-- Answers: nothing; a content that was pruned and is seen again has its cells again.
-- Writes:  raw.snapshot, where the cells were removed and nowhere else. The pipeline's role calls it and has no
--          UPDATE of its own there: a grant on the columns would let it change what is kept, this does not.
CREATE OR REPLACE FUNCTION core.restore_cells(content_sha256 text, cells bytea)
RETURNS void
LANGUAGE sql
VOLATILE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    UPDATE raw.snapshot AS s
    SET cells = restore_cells.cells, pruned_at = NULL
    WHERE s.content_sha256 = restore_cells.content_sha256 AND s.pruned_at IS NOT NULL;
END;
