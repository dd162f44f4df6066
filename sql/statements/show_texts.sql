-- show_texts: beside each text that names a person, what is shown of it; beside the others nothing.
--   typed, shown  the texts that name somebody, and the same without
WITH named AS (
    SELECT n.*
    FROM unnest(cast(:typed AS text[]), cast(:shown AS text[])) AS n (typed, shown)
),

due AS (
    SELECT
        v.ctid AS place,
        -- each stored text
        (SELECT n.shown FROM named AS n WHERE n.typed = v.quantity) AS quantity_shown,
        -- end
        (SELECT n.shown FROM named AS n WHERE n.typed = v.branch_name) AS branch_name_shown
    FROM core.submission AS v
)

UPDATE core.submission AS v
SET
    -- each stored text
    quantity_shown = d.quantity_shown,
    -- end
    branch_name_shown = d.branch_name_shown
FROM due AS d
WHERE
    v.ctid = d.place
    AND (
        v.branch_name_shown IS DISTINCT FROM d.branch_name_shown
        -- each stored text
        OR v.quantity_shown IS DISTINCT FROM d.quantity_shown
        -- end
    )
