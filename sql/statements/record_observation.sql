-- record_observation: one look at a unit's sheet, and its outcome as recorded.
-- A look that its own run recorded already, but whose COMMIT was in doubt, answers as it was recorded then. A declared
-- look is not recorded again by another run either, so that importing the same folder twice changes nothing; our own
-- looks are all kept.
WITH known AS (
    SELECT
        o.run_id,
        o.outcome
    FROM raw.observation AS o
    WHERE
        o.campaign = :campaign AND o.unit_code = :unit_code AND o.observed_at = :observed_at
        AND (o.run_id = :run_id OR (o.declared_by IS NOT NULL AND cast(:declared_by AS text) IS NOT NULL))
        AND o.content_sha256 IS NOT DISTINCT FROM :content_sha256
        AND (o.content_sha256 IS NOT NULL OR o.outcome = :outcome)
),

recorded AS (
    INSERT INTO raw.observation (
        run_id, campaign, unit_code, observed_at, outcome, origin,
        content_sha256, modified_at, version, was_read, declared_by, detail
    )
    SELECT
        :run_id,
        :campaign,
        :unit_code,
        :observed_at,
        :outcome,
        :origin,
        :content_sha256,
        :modified_at,
        :version,
        :was_read,
        :declared_by,
        :detail
    WHERE NOT EXISTS (SELECT 1 FROM known)
)

SELECT coalesce((SELECT k.outcome FROM known AS k WHERE k.run_id = :run_id), :outcome) AS outcome
