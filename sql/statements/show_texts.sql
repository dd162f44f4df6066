-- show_texts: beside each text that names a person, what is shown of it; beside the others nothing.
--   typed, shown  the texts that name somebody, and the same without
WITH named AS (
    SELECT n.*
    FROM unnest(cast(:typed AS text[]), cast(:shown AS text[])) AS n (typed, shown)
),

due AS (
    SELECT
        v.ctid AS place,
        b.shown AS branch_name_shown,
        p.shown AS publicity_shown,
        n.shown AS note_shown
    FROM core.submission AS v
    LEFT JOIN named AS b ON v.branch_name = b.typed
    LEFT JOIN named AS p ON v.publicity = p.typed
    LEFT JOIN named AS n ON v.note = n.typed
    WHERE
        (v.branch_name_shown, v.publicity_shown, v.note_shown) IS DISTINCT FROM (b.shown, p.shown, n.shown)
)

UPDATE core.submission AS v
SET branch_name_shown = d.branch_name_shown, publicity_shown = d.publicity_shown, note_shown = d.note_shown
FROM due AS d
WHERE v.ctid = d.place
