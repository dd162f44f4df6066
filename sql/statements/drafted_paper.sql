-- drafted_paper: the number of a paper with these figures.
SELECT p.paper_id
FROM core.paper AS p
WHERE
    p.campaign = :campaign_code AND p.kind = :kind AND p.as_of = :as_of
    AND p.figures_sha256 = encode(sha256(convert_to(cast(cast(:figures AS jsonb) AS text), 'UTF8')), 'hex')
    AND p.unit_code IS NOT DISTINCT FROM cast(:unit_code AS text)
    AND p.since IS NOT DISTINCT FROM cast(:since AS timestamptz)
