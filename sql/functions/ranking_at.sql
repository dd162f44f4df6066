-- report.ranking_at
-- Answers: how do units rank among their own kind, who has no place, and why? (Xếp hạng trong khối)
-- Grain:   one row per campaign, unit that owes and is not exempt, and rate of what the letter is after.
-- Reads:   core.unit_at, judged by core.standing_of; the totals that each unit's last return left behind.
-- Edge:    only units on time or late are ranked: before its return is valid its good branches alone would
--          flatter it. Figures of stale branches count. A rate of nothing (whole = 0) ranks nobody.
-- Ties:    a place goes by the exact fraction, and only equal fractions share one; not by what is printed. Where
--          85,5% stands twice, part and whole stand beside and say who is ahead, so that the desk can answer the unit
--          behind by its own counts. If the printed digit decided, 85,45% and 85,54% would be equals and 85,54% and
--          85,55% not: the unit ahead would be right to ask why, and places would change with the number of decimals.
--   rate_position  the order of the form; the first rate is the one that a ranking is named for
--   ties           how many share the place, the unit itself among them; ranked: how many of the kind have one
CREATE OR REPLACE FUNCTION report.ranking_at(as_of timestamptz)
RETURNS TABLE (
    campaign text,
    unit_kind text,
    unit_kind_vi text,
    unit_code text,
    unit_name text,
    unit_position integer,
    rate text,
    rate_position integer,
    part bigint,
    whole bigint,
    points numeric,
    rank integer,
    ties integer,
    ranked integer,
    unranked_vi text
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    WITH judged AS (
        SELECT
            u.*,
            core.standing_of(
                as_of, coalesce(u.extended_to, d.cutoff_at), d.opens_at, u.present_at, u.absent_at, u.modified_at,
                u.submitted_at, u.is_unreadable, u.waiting_since, u.is_exempt, u.ruled
            ) AS standing
        FROM core.unit_at(as_of) AS u
        INNER JOIN core.deadline(NULL) AS d ON u.campaign = d.campaign
    ),

    rated AS (
        SELECT
            j.*,
            r.rate,
            said.label_vi,
            array_position(f.asked, r.rate) AS place,
            r.part,
            r.whole,
            -- whole numbers: equal fractions are equal here, and no others
            div(r.part::numeric * 1e40, nullif(r.whole, 0)) AS fraction
        FROM judged AS j
        INNER JOIN core.form AS f ON j.campaign = f.campaign
        LEFT JOIN LATERAL core.last_return_at(j.campaign, j.unit_code, as_of) AS last ON TRUE
        INNER JOIN LATERAL (
            VALUES
            -- each shown rate
            ('rate', 'part', last.rate_part, last.rate_whole),
            -- end
            (NULL, NULL, NULL, NULL)
        ) AS r (rate, part_name, part, whole) ON f.lead = r.part_name AND r.rate = any(f.asked)
        INNER JOIN core.rate AS said ON r.rate = said.name
        WHERE j.standing != 'exempt'
    ),

    told AS (
        SELECT
            a.*,
            CASE
                WHEN a.standing IN ('not_due', 'unverified') AND a.waiting_since IS NOT NULL AND a.present_at IS NULL
                    THEN core.standing_vi('waiting')
                WHEN a.standing IN ('not_due', 'missing') THEN core.standing_vi(a.standing)
                WHEN a.standing = 'needs_fix' THEN 'báo cáo còn lỗi, chưa hợp lệ'
                WHEN a.standing = 'unverified' THEN 'chờ xác minh'
                WHEN a.fraction IS NULL THEN 'không có số để tính tỷ lệ trên ' || a.label_vi
            END AS unranked_vi
        FROM rated AS a
    )

    SELECT
        t.campaign,
        t.unit_kind,
        k.unit_kind_vi,
        t.unit_code,
        t.unit_name,
        t.unit_position,
        t.rate,
        dense_rank() OVER (PARTITION BY t.campaign ORDER BY t.place)::integer AS rate_position,
        t.part,
        t.whole,
        core.points(t.part, t.whole) AS points,
        CASE WHEN t.unranked_vi IS NULL THEN rank() OVER (among ORDER BY t.fraction DESC) END::integer AS rank,
        CASE
            WHEN t.unranked_vi IS NULL
                THEN
                    count(*) OVER (
                        PARTITION BY t.campaign, t.rate, t.unit_kind, t.unranked_vi IS NULL, t.fraction
                    )
        END::integer AS ties,
        count(*) FILTER (WHERE t.unranked_vi IS NULL) OVER (
            PARTITION BY t.campaign, t.rate, t.unit_kind
        )::integer AS ranked,
        t.unranked_vi
    FROM told AS t
    LEFT JOIN core.unit_kind AS k ON t.campaign = k.campaign AND t.unit_kind = k.unit_kind
    WINDOW among AS (PARTITION BY t.campaign, t.rate, t.unit_kind, t.unranked_vi IS NULL);
END;

COMMENT ON FUNCTION report.ranking_at(timestamptz) IS
'How units rank within their kind as of an instant, by each rate of what the letter is after; who does not, and why';
