-- prune_texts: people in branches' names and other texts that were first seen before an instant. What is shown of
-- such a text takes its place; a return that says the same of others is no change (find_changes).
UPDATE core.submission AS v
SET
    branch_name = coalesce(v.branch_name_shown, v.branch_name),
    -- each stored text
    quantity = coalesce(v.quantity_shown, v.quantity),
    quantity_shown = NULL,
    -- end
    branch_name_shown = NULL
FROM core.unit AS u
WHERE
    v.unit_id = u.unit_id AND u.campaign = :campaign AND v.valid_from < :before
    AND num_nonnulls(
        -- each stored text
        v.quantity_shown,
        -- end
        v.branch_name_shown
    ) > 0
