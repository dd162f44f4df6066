-- left_by_prune: what a campaign still keeps of people.
--   contents   contents whose cells are kept, with whatever was typed into them
--   contacts   file names, runs' words, addresses and branches' texts, newer than what prune removed
--   decisions  decisions, answers, editions of the roster, closings and issues whose reason names somebody: nobody
--              rewrites records
SELECT
    (
        SELECT count(DISTINCT o.content_sha256)
        FROM raw.observation AS o
        INNER JOIN raw.snapshot AS n ON o.content_sha256 = n.content_sha256
        WHERE o.campaign = :campaign AND n.pruned_at IS NULL
    ) AS contents,
    (
        SELECT count(*)
        FROM raw.observation AS o
        INNER JOIN raw.collection_run AS r ON o.run_id = r.run_id
        WHERE
            o.campaign = :campaign
            AND (core.names_person(o.detail) OR (r.source != 'google' AND core.names_person(o.origin)))
    ) + (
        SELECT count(*)
        FROM raw.collection_run AS r
        WHERE r.campaign = :campaign AND (core.names_person(r.source) OR core.names_person(r.detail))
    ) + (
        SELECT count(*)
        FROM core.reminder AS r
        WHERE r.campaign = :campaign AND r.recipient != '…'
    ) + (
        SELECT count(*)
        FROM core.submission AS v
        INNER JOIN core.unit AS u ON v.unit_id = u.unit_id
        WHERE
            u.campaign = :campaign
            AND num_nonnulls(
                -- each stored text
                v.quantity_shown,
                -- end
                v.branch_name_shown
            ) > 0
    ) AS contacts,
    (
        SELECT count(*)
        FROM core.decision AS d
        WHERE d.campaign = :campaign AND (core.names_person(d.reason) OR core.names_person(d.revoked_reason))
    ) + (
        SELECT count(*)
        FROM core.answer AS d
        WHERE d.campaign = :campaign AND (core.names_person(d.reason) OR core.names_person(d.revoked_reason))
    ) + (
        SELECT count(*)
        FROM core.edition AS e
        WHERE e.campaign = :campaign AND core.names_person(e.reason)
    ) + (
        SELECT count(*)
        FROM core.closing AS c
        WHERE c.campaign = :campaign AND (core.names_person(c.reason) OR core.names_person(c.revoked_reason))
    ) + (
        SELECT count(*)
        FROM core.issue AS i
        WHERE i.campaign = :campaign AND core.names_person(i.revoked_reason)
    ) AS decisions
