-- core.broken_link
-- Answers: where is the chain of a campaign broken, and how?
-- Grain:   one row per broken link, the first one first; what hangs on no link comes last. No row: the chain is whole.
-- Reads:   core.link, core.linked_record, raw.snapshot, core.campaign_change, core.campaign, core.unit,
--          core.roster_entry.
--   reason  number    the link before it is not there
--           previous  the link before it has another hash
--           gone      what it tells of is not there
--           altered   what it tells of, or the link itself, was changed
--           words     likewise the words that policy may remove: they may be gone, not others
--           content   the cells that the look saw are not those of their hash
--           unlinked  recorded, and no link tells of it
--           roster    the campaign, or a unit of its roster, is not as its last change said; or what editions said of a
--                     unit does not follow one upon the other
-- Edge:    links cut off at the end, with what they told of, leave a shorter chain that is whole: only a last hash that
--          was printed somewhere else tells of them.
CREATE OR REPLACE FUNCTION core.broken_link(of_campaign text)
RETURNS TABLE (
    link bigint,
    kind text,
    about bigint,
    unit_code text,
    linked_at timestamptz,
    reason text
)
LANGUAGE sql
STABLE
AS $$
    WITH record_of_link AS (
        SELECT
            l.*,
            r.unit_code,
            r.facts IS NOT NULL AS is_there,
            core.link_sha256(l, r.facts) AS computed,
            CASE WHEN l.salt IS NULL THEN r.is_erased
                ELSE sha256(convert_to(l.salt::text || r.words, 'UTF8')) = l.words_sha256
            END AS has_its_words,
            lag(l.link, 1, 0::bigint) OVER in_order AS link_before,
            lag(l.sha256, 1, '') OVER in_order AS sha256_before
        FROM core.link AS l
        LEFT JOIN core.linked_record AS r ON l.kind = r.kind AND l.about = r.about AND l.campaign = r.campaign
        WHERE l.campaign = of_campaign
        WINDOW in_order AS (ORDER BY l.link)
    ),

    forgery AS MATERIALIZED (
        SELECT n.content_sha256
        FROM raw.snapshot AS n
        WHERE n.content_sha256 IS DISTINCT FROM encode(sha256(n.cells), 'hex') AND n.cells IS NOT NULL
    ),

    last_change AS (
        SELECT DISTINCT ON (g.about, e.key)
            g.about,
            e.key,
            e.value
        FROM core.campaign_change AS g
        CROSS JOIN LATERAL (
            SELECT a.key, a.value FROM jsonb_each(g.after) AS a
            UNION ALL
            SELECT b.key, NULL FROM jsonb_each(g.before) AS b WHERE NOT g.after ? b.key
        ) AS e
        WHERE g.campaign = of_campaign
        ORDER BY g.about, e.key, g.change_id DESC
    ),

    standing_now AS (
        SELECT 'campaign' AS about, e.key, e.value
        FROM core.campaign AS c
        CROSS JOIN LATERAL jsonb_each(to_jsonb(c) - 'campaign') AS e
        WHERE c.campaign = of_campaign
        UNION ALL
        SELECT 'roster', u.unit_code, to_jsonb(u) FROM core.unit AS u WHERE u.campaign = of_campaign
    ),

    -- each entry of a unit ends where the next one begins, and the last one says what the unit's row does
    entry AS (
        SELECT
            e.*,
            lead(e.since) OVER (PARTITION BY e.unit_id ORDER BY e.since) AS next_since
        FROM core.roster_entry AS e
        WHERE e.campaign = of_campaign
    ),

    misfit AS (
        SELECT u.unit_code
        FROM core.unit AS u
        LEFT JOIN entry AS e ON u.unit_id = e.unit_id AND e.next_since IS NULL
        WHERE
            u.campaign = of_campaign AND (
                u.unit_code, u.unit_name, u.unit_kind, u.is_active, u.position, u.branches_expected, u.successor_of
            ) IS DISTINCT FROM (
                e.unit_code, e.unit_name, e.unit_kind, e.is_active, e.position, e.branches_expected, e.successor_of
            )
        UNION
        SELECT e.unit_code FROM entry AS e WHERE e.until IS DISTINCT FROM e.next_since
    ),

    difference AS (
        SELECT coalesce(w.about, g.about) AS about, coalesce(w.key, g.key) AS key
        FROM standing_now AS w
        FULL JOIN (SELECT * FROM last_change WHERE value IS NOT NULL) AS g ON w.about = g.about AND w.key = g.key
        -- of a roster that was recorded before a release added a column, the columns of then
        WHERE CASE coalesce(w.about, g.about)
            WHEN 'campaign' THEN g.value IS NOT NULL AND w.value IS DISTINCT FROM g.value
            ELSE g.value IS NULL OR w.value IS NULL OR EXISTS (
                SELECT FROM jsonb_each(g.value) AS e WHERE w.value -> e.key IS DISTINCT FROM e.value
            )
        END
    )

    SELECT b.link, b.kind, b.about, b.unit_code, b.linked_at, b.reason
    FROM (
        SELECT
            t.link, t.kind, t.about, t.unit_code, t.linked_at,
            CASE
                WHEN t.link <> t.link_before + 1 THEN 'number'
                WHEN t.previous_sha256 <> t.sha256_before THEN 'previous'
                WHEN NOT t.is_there THEN 'gone'
                WHEN t.computed IS DISTINCT FROM t.sha256 THEN 'altered'
                WHEN NOT coalesce(t.has_its_words, false) THEN 'words'
            END AS reason
        FROM record_of_link AS t
        UNION ALL
        SELECT min(t.link), 'look', min(t.about), min(t.unit_code), min(t.linked_at), 'content'
        FROM forgery AS f
        INNER JOIN raw.observation AS o ON f.content_sha256 = o.content_sha256
        INNER JOIN record_of_link AS t ON t.kind = 'look' AND o.observation_id = t.about
        GROUP BY f.content_sha256
        UNION ALL
        SELECT NULL, r.kind, r.about, r.unit_code, NULL, 'unlinked'
        FROM core.linked_record AS r
        LEFT JOIN core.link AS l ON r.kind = l.kind AND r.about = l.about AND r.campaign = l.campaign
        WHERE r.campaign = of_campaign AND l.link IS NULL
        UNION ALL
        SELECT NULL, n.about, NULL, CASE n.about WHEN 'roster' THEN n.key END, NULL, 'roster'
        FROM difference AS n
        UNION
        SELECT NULL, 'roster', NULL, m.unit_code, NULL, 'roster' FROM misfit AS m
    ) AS b
    WHERE b.reason IS NOT NULL
    ORDER BY b.link NULLS LAST, b.reason, b.kind, b.about, b.unit_code
$$;
