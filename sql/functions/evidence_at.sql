-- core.evidence_at
-- Answers: what do the looks at each unit's sheet prove, as of an instant?
-- Grain:   one row per unit that owes at as_of.
-- Reads:   core.roster_at(as_of), core.returns_at(as_of), core.look; only looks with observed_at <= as_of.
--   present_at        first look that saw a complete valid return (in order of observed_at, then arrival)
--   waiting_since     first look that saw a return which nothing but open questions keeps from being one
--   modified_at       the source's clock for that content, read by that look or a later one that saw it unchanged;
--                     a clock past present_at proves nothing
--   absent_at         last successful look before that one, or the last of all when there is none; a look at a return
--                     that waits for an answer proves no absence
--   submitted_at      first look that saw any content
--   unreadable_since  first failed look after the last successful one
CREATE OR REPLACE FUNCTION core.evidence_at(as_of timestamptz)
RETURNS TABLE (
    campaign text,
    unit_code text,
    present_at timestamptz,
    absent_at timestamptz,
    modified_at timestamptz,
    is_declared boolean,
    submitted_at timestamptz,
    looked_at timestamptz,
    unreadable_since timestamptz,
    waiting_since timestamptz
)
LANGUAGE sql
STABLE
BEGIN ATOMIC
    SELECT
        u.campaign,
        u.unit_code,
        present.observed_at AS present_at,
        absent.observed_at AS absent_at,
        clock.modified_at,
        coalesce(present.is_declared, false) AS is_declared,
        submitted.observed_at AS submitted_at,
        looked.observed_at AS looked_at,
        failed.observed_at AS unreadable_since,
        waiting.observed_at AS waiting_since
    FROM core.roster_at(as_of) AS u
    LEFT JOIN LATERAL (
        SELECT
            r.observed_at,
            r.observation_id,
            r.content_sha256,
            o.is_declared
        FROM core.returns_at(as_of) AS r
        INNER JOIN core.look AS o ON r.observation_id = o.observation_id
        WHERE r.campaign = u.campaign AND r.unit_code = u.unit_code AND r.is_valid
        ORDER BY r.observed_at, r.observation_id
        LIMIT 1
    ) AS present ON true
    LEFT JOIN LATERAL (
        SELECT o.modified_at
        FROM core.look AS o
        WHERE
            o.campaign = u.campaign AND o.unit_code = u.unit_code
            AND o.content_sha256 = present.content_sha256
            AND o.observed_at >= present.observed_at AND o.observed_at <= as_of
            AND o.modified_at <= present.observed_at
        ORDER BY o.observed_at, o.observation_id
        LIMIT 1
    ) AS clock ON true
    LEFT JOIN LATERAL (
        SELECT o.observed_at
        FROM core.look AS o
        WHERE
            o.campaign = u.campaign AND o.unit_code = u.unit_code
            AND o.is_successful AND o.observed_at <= as_of
            AND (
                present.observation_id IS null
                OR (o.observed_at, o.observation_id) < (present.observed_at, present.observation_id)
            )
            AND NOT EXISTS (
                SELECT 1 FROM core.returns_at(as_of) AS r
                WHERE
                    r.campaign = u.campaign AND r.unit_code = u.unit_code
                    AND r.is_waiting AND r.content_sha256 = o.content_sha256
            )
        ORDER BY o.observed_at DESC, o.observation_id DESC
        LIMIT 1
    ) AS absent ON true
    LEFT JOIN LATERAL (
        SELECT r.observed_at
        FROM core.returns_at(as_of) AS r
        WHERE r.campaign = u.campaign AND r.unit_code = u.unit_code AND r.is_submitted
        ORDER BY r.observed_at, r.observation_id
        LIMIT 1
    ) AS submitted ON true
    LEFT JOIN LATERAL (
        SELECT o.observed_at
        FROM core.look AS o
        WHERE
            o.campaign = u.campaign AND o.unit_code = u.unit_code
            AND o.is_successful AND o.observed_at <= as_of
        ORDER BY o.observed_at DESC, o.observation_id DESC
        LIMIT 1
    ) AS looked ON true
    LEFT JOIN LATERAL (
        SELECT o.observed_at
        FROM core.look AS o
        WHERE
            o.campaign = u.campaign AND o.unit_code = u.unit_code
            AND NOT o.is_successful AND o.observed_at <= as_of
            AND (looked.observed_at IS null OR o.observed_at > looked.observed_at)
        ORDER BY o.observed_at, o.observation_id
        LIMIT 1
    ) AS failed ON true
    LEFT JOIN LATERAL (
        SELECT r.observed_at
        FROM core.returns_at(as_of) AS r
        WHERE r.campaign = u.campaign AND r.unit_code = u.unit_code AND r.is_waiting
        ORDER BY r.observed_at, r.observation_id
        LIMIT 1
    ) AS waiting ON true;
END;
