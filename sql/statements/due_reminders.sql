-- due_reminders: who must be reminded now, and was not: at most one occasion per unit, the latest that is due.
--   before the unit's own cutoff  once when so many days are left, by the campaign's calendar, for each kind of them;
--                                 missed while we were down, it is due until a later occasion is
--   past it                       once for each open flag; once to a unit whose return only waits for an answer
--   never                         exempt, on time, late; else unverified is our doubt, not the unit's fault
WITH standing AS (
    SELECT
        s.*,
        c.time_zone
    FROM report.unit_standing_at(:as_of) AS s
    INNER JOIN core.campaign AS c ON s.campaign = c.campaign
    WHERE
        s.campaign = :campaign
        AND cast(c.starts_on AS timestamp) AT TIME ZONE c.time_zone <= :as_of
        AND (cast(:unit_codes AS text[]) IS NULL OR s.unit_code = any(cast(:unit_codes AS text[])))
),

occasion AS (
    SELECT
        s.*,
        o.kind,
        o.due_at,
        CASE o.kind WHEN 'flag' THEN s.flagged_at END AS of_flag
    FROM standing AS s
    INNER JOIN LATERAL (
        SELECT
            b.kind,
            (s.cutoff_at AT TIME ZONE s.time_zone - b.days * interval '1 day') AT TIME ZONE s.time_zone AS due_at
        FROM unnest(cast(:kinds_before AS text[]), cast(:days_before AS integer[])) AS b (kind, days)
        WHERE s.standing IN ('not_due', 'needs_fix') AND s.cutoff_at > :as_of
        UNION ALL
        SELECT
            'flag' AS kind,
            s.flagged_at AS due_at
        WHERE core.is_overdue(s.standing, s.cutoff_at, :as_of) AND s.flagged_at IS NOT NULL
        UNION ALL
        SELECT
            'question' AS kind,
            greatest(s.cutoff_at, s.waiting_since) AS due_at
        WHERE
            s.standing = 'unverified' AND s.waiting_since IS NOT NULL AND s.cutoff_at <= :as_of
    ) AS o ON o.due_at <= :as_of
),

latest AS (
    SELECT DISTINCT ON (o.unit_code) o.*
    FROM occasion AS o
    ORDER BY o.unit_code ASC, o.due_at DESC
)

SELECT
    l.unit_code,
    l.unit_name,
    l.kind,
    l.cutoff_at,
    l.of_flag AS flagged_at,
    l.due_at,
    l.standing,
    l.standing_vi,
    l.days_late,
    l.open_errors,
    l.waiting_since,
    l.unreadable_since,
    look.looked_at,
    sheet.origin,
    r.reminder_id,
    r.state,
    r.recipient,
    r.message_id,
    r.reply
FROM latest AS l
LEFT JOIN core.reminder AS r
    ON
        l.campaign = r.campaign AND l.unit_code = r.unit_code AND l.kind = r.kind
        AND (l.of_flag = r.flagged_at OR (l.of_flag IS NULL AND l.cutoff_at = r.cutoff_at))
LEFT JOIN LATERAL (
    SELECT max(n.observed_at) AS looked_at
    FROM raw.observation AS n
    WHERE n.campaign = l.campaign AND n.unit_code = l.unit_code AND n.is_successful AND n.observed_at <= :as_of
) AS look ON TRUE
LEFT JOIN LATERAL core.last_content_at(l.campaign, l.unit_code, :as_of) AS sheet ON TRUE
WHERE r.state IS DISTINCT FROM 'sent'
ORDER BY l.unit_position
