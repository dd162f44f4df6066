-- core.linked_record
-- Answers: what does the chain of a campaign tell of, and in which words exactly?
-- Grain:   one row per look, decision, answer, closing, issue of a paper with its figures, end of any of these four,
--          edition of the roster with all that it says, and change of the campaign or its roster.
-- Reads:   raw.observation, core.decision, core.answer, core.closing, core.issue, core.paper, core.edition,
--          core.roster_entry, core.campaign_change.
--   facts  what always stays; words: what policy may remove, hashed apart with a salt
-- Edge:    what is hashed is never changed, or nothing that was linked before could be proven: whoever records more of
--          a thing gives it another kind. Instants are seconds since 1970, so that no session's settings matter.
CREATE OR REPLACE VIEW core.linked_record AS
SELECT
    'look' AS kind,
    o.observation_id AS about,
    o.campaign,
    jsonb_build_array(
        o.run_id,
        o.unit_code,
        extract(EPOCH FROM o.observed_at)::text,
        extract(EPOCH FROM o.recorded_at)::text,
        o.outcome,
        o.content_sha256,
        extract(EPOCH FROM o.modified_at)::text,
        o.version,
        o.was_read,
        o.declared_by
    )::text AS facts,
    jsonb_build_array(o.origin, o.detail)::text AS words,
    concat(o.origin, o.detail) LIKE '%…%' AS is_erased,
    o.unit_code
FROM raw.observation AS o
UNION ALL
SELECT
    d.kind,
    d.decision_id,
    d.campaign,
    jsonb_build_array(
        d.unit_code,
        extract(EPOCH FROM d.cutoff_at)::text,
        d.standing,
        extract(EPOCH FROM d.effective_at)::text,
        d.reason,
        d.decided_by,
        d.letter_number,
        extract(EPOCH FROM d.recorded_at)::text
    )::text,
    '',
    false,
    d.unit_code
FROM core.decision AS d
UNION ALL
SELECT
    d.kind || '_revoked',
    d.decision_id,
    d.campaign,
    jsonb_build_array(extract(EPOCH FROM d.revoked_at)::text, d.revoked_by, d.revoked_reason)::text,
    '',
    false,
    d.unit_code
FROM core.decision AS d
WHERE d.revoked_at IS NOT null
UNION ALL
SELECT
    'answer',
    a.answer_id,
    a.campaign,
    jsonb_build_array(
        a.unit_code,
        a.rule,
        a.cell,
        a.content_sha256,
        a.answer,
        extract(EPOCH FROM a.effective_at)::text,
        a.reason,
        a.decided_by,
        a.letter_number,
        extract(EPOCH FROM a.recorded_at)::text,
        a.revocation_id
    )::text,
    jsonb_build_array(a.words)::text,
    a.words IS null,
    a.unit_code
FROM core.answer AS a
UNION ALL
SELECT
    'answer_revoked',
    a.answer_id,
    a.campaign,
    jsonb_build_array(extract(EPOCH FROM a.revoked_at)::text, a.revoked_by, a.revoked_reason)::text,
    '',
    false,
    a.unit_code
FROM core.answer AS a
WHERE a.revoked_at IS NOT null
UNION ALL
SELECT
    'change',
    g.change_id,
    g.campaign,
    jsonb_build_array(
        g.about, extract(EPOCH FROM g.changed_at)::text, g.account, g.person, g.before, g.after
    )::text,
    '',
    false,
    null
FROM core.campaign_change AS g
UNION ALL
SELECT
    'edition',
    e.edition_id,
    e.campaign,
    jsonb_build_array(
        e.edition,
        extract(EPOCH FROM e.effective_at)::text,
        e.reason,
        e.decided_by,
        e.letter_number,
        extract(EPOCH FROM e.recorded_at)::text,
        (
            SELECT
                jsonb_agg(
                    jsonb_build_array(
                        r.unit_code,
                        r.unit_id,
                        extract(EPOCH FROM r.since)::text,
                        r.unit_name,
                        r.unit_kind,
                        r.is_active,
                        r.position,
                        r.branches_expected,
                        extract(EPOCH FROM r.owes_from)::text,
                        extract(EPOCH FROM r.owes_until)::text,
                        r.successor_of
                    ) ORDER BY r.unit_code COLLATE "C"
                )
            FROM core.roster_entry AS r
            WHERE r.campaign = e.campaign AND r.edition = e.edition
        )
    )::text,
    '',
    false,
    null
FROM core.edition AS e
UNION ALL
SELECT
    'closing',
    c.closing_id,
    c.campaign,
    jsonb_build_array(
        extract(EPOCH FROM c.as_of)::text,
        c.reason,
        c.closed_by,
        c.letter_number,
        c.missing,
        c.needs_fix,
        c.unverified,
        c.not_due,
        c.unreadable,
        c.stale_branches,
        c.stale_people,
        extract(EPOCH FROM c.recorded_at)::text
    )::text,
    '',
    false,
    null
FROM core.closing AS c
UNION ALL
SELECT
    'closing_revoked',
    c.closing_id,
    c.campaign,
    jsonb_build_array(extract(EPOCH FROM c.revoked_at)::text, c.revoked_by, c.revoked_reason)::text,
    '',
    false,
    null
FROM core.closing AS c
WHERE c.revoked_at IS NOT null
UNION ALL
SELECT
    'issue',
    i.issue_id,
    i.campaign,
    jsonb_build_array(
        i.paper_id,
        p.kind,
        p.unit_code,
        extract(EPOCH FROM p.as_of)::text,
        extract(EPOCH FROM p.since)::text,
        p.figures_sha256,
        -- and not the hash's word alone: the figures themselves
        encode(sha256(convert_to(p.figures::text, 'UTF8')), 'hex'),
        extract(EPOCH FROM p.drafted_at)::text,
        i.number,
        i.issued_on,
        i.issued_by,
        extract(EPOCH FROM i.recorded_at)::text
    )::text,
    '',
    false,
    p.unit_code
FROM core.issue AS i
INNER JOIN core.paper AS p ON i.campaign = p.campaign AND i.paper_id = p.paper_id
UNION ALL
SELECT
    'issue_revoked',
    i.issue_id,
    i.campaign,
    jsonb_build_array(extract(EPOCH FROM i.revoked_at)::text, i.revoked_by, i.revoked_reason)::text,
    '',
    false,
    null
FROM core.issue AS i
WHERE i.revoked_at IS NOT null;
