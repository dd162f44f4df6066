-- prune_texts: people in branches' names, notes and publicity that were first seen before an instant. What is shown of
-- such a text takes its place; a return that says the same of others is no change (find_changes).
UPDATE core.submission AS v
SET
    branch_name = coalesce(v.branch_name_shown, v.branch_name),
    publicity = coalesce(v.publicity_shown, v.publicity),
    note = coalesce(v.note_shown, v.note),
    branch_name_shown = NULL,
    publicity_shown = NULL,
    note_shown = NULL
FROM core.unit AS u
WHERE
    v.unit_id = u.unit_id AND u.campaign = :campaign AND v.valid_from < :before
    AND (v.branch_name_shown, v.publicity_shown, v.note_shown) IS DISTINCT FROM (NULL, NULL, NULL)
