-- prune_answers: the words of the rows that were answered about go with the last kept content of their unit. What was
-- answered, by whom and why, stays.
UPDATE core.answer AS a
SET words = NULL
WHERE
    a.campaign = :campaign AND a.words IS NOT NULL
    AND NOT EXISTS (
        SELECT 1 FROM raw.observation AS o
        INNER JOIN raw.snapshot AS n ON o.content_sha256 = n.content_sha256
        WHERE o.campaign = a.campaign AND o.unit_code = a.unit_code AND n.pruned_at IS NULL
    )
