-- draft_paper: a paper with its figures, once: drafting the same again writes nothing, and takes no number.
WITH drafted AS (
    SELECT
        cast(:campaign_code AS text) AS campaign,
        cast(:kind AS text) AS kind,
        cast(:unit_code AS text) AS unit_code,
        cast(:as_of AS timestamptz) AS as_of,
        cast(:since AS timestamptz) AS since,
        encode(sha256(convert_to(cast(cast(:figures AS jsonb) AS text), 'UTF8')), 'hex') AS figures_sha256,
        cast(:figures AS jsonb) AS figures
)

INSERT INTO core.paper (campaign, kind, unit_code, as_of, since, figures_sha256, figures)
SELECT d.* FROM drafted AS d
WHERE
    NOT EXISTS (
        SELECT 1 FROM core.paper AS p
        WHERE
            p.campaign = d.campaign AND p.kind = d.kind AND p.as_of = d.as_of AND p.figures_sha256 = d.figures_sha256
            AND p.unit_code IS NOT DISTINCT FROM d.unit_code AND p.since IS NOT DISTINCT FROM d.since
    )
ON CONFLICT DO NOTHING
