-- record_observations: one look at each of some units' sheets, in the order given, and their outcomes as recorded.
-- A look that its own run recorded already, but whose COMMIT was in doubt, answers as it was recorded then. A declared
-- look is not recorded again by another run either, so that importing the same folder twice changes nothing; our own
-- looks are all kept.
WITH seen AS (
    SELECT s.*
    FROM
        unnest(
            cast(:unit_codes AS text[]),
            cast(:instants AS timestamptz[]),
            cast(:outcomes AS text[]),
            cast(:origins AS text[]),
            cast(:hashes AS text[]),
            cast(:modified AS timestamptz[]),
            cast(:versions AS text[]),
            cast(:were_read AS boolean[]),
            cast(:declarers AS text[]),
            cast(:details AS text[])
        ) WITH ORDINALITY AS s (
            unit_code, observed_at, outcome, origin, content_sha256, modified_at, version, was_read, declared_by,
            detail, place
        )
),

known AS (
    SELECT
        s.place,
        o.run_id,
        o.outcome
    FROM seen AS s
    INNER JOIN raw.observation AS o ON s.unit_code = o.unit_code AND s.observed_at = o.observed_at
    WHERE
        o.campaign = :campaign
        AND (o.run_id = :run_id OR (o.declared_by IS NOT NULL AND s.declared_by IS NOT NULL))
        AND o.content_sha256 IS NOT DISTINCT FROM s.content_sha256
        AND (o.content_sha256 IS NOT NULL OR o.outcome = s.outcome)
),

recorded AS (
    INSERT INTO raw.observation (
        run_id, campaign, unit_code, observed_at, outcome, origin,
        content_sha256, modified_at, version, was_read, declared_by, detail
    )
    SELECT
        :run_id,
        :campaign,
        s.unit_code,
        s.observed_at,
        s.outcome,
        s.origin,
        s.content_sha256,
        s.modified_at,
        s.version,
        s.was_read,
        s.declared_by,
        s.detail
    FROM seen AS s
    WHERE NOT EXISTS (SELECT 1 FROM known AS k WHERE k.place = s.place)
    ORDER BY s.place
)

SELECT
    s.unit_code,
    coalesce((SELECT k.outcome FROM known AS k WHERE k.place = s.place AND k.run_id = :run_id), s.outcome) AS outcome
FROM seen AS s
