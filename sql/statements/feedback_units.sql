-- feedback_units: what may be written into the units' own sheets: the last content, where the unit stands, and
-- every instant that is or was a cutoff of the unit, under each reading of the deadline and each extension.
-- Where that content was pruned, nothing can be said of its cells.
SELECT
    s.unit_code,
    s.unit_name,
    s.standing,
    s.standing_vi,
    s.cutoff_at,
    s.branches_accepted,
    s.open_errors,
    s.open_questions,
    s.open_warnings,
    o.origin,
    o.content_sha256,
    o.observed_at AS looked_at,
    array(
        SELECT core.cutoff_at(c.report_before, readings.policy, c.time_zone, c.holidays)
        FROM unnest(ARRAY['before_date', 'through_date', 'through_date_roll']) AS readings (policy)
        UNION
        SELECT x.cutoff_at
        FROM core.extension AS x
        WHERE x.campaign = s.campaign AND x.unit_code = s.unit_code
    ) AS cutoffs
FROM report.unit_standing_at(:as_of) AS s
INNER JOIN core.campaign AS c ON s.campaign = c.campaign
INNER JOIN LATERAL (
    SELECT
        n.origin,
        n.content_sha256,
        n.observed_at
    FROM raw.observation AS n
    WHERE n.campaign = s.campaign AND n.unit_code = s.unit_code AND n.content_sha256 IS NOT NULL
    ORDER BY n.observed_at DESC, n.observation_id DESC
    LIMIT 1
) AS o ON TRUE
INNER JOIN raw.snapshot AS k ON o.content_sha256 = k.content_sha256 AND k.pruned_at IS NULL
WHERE s.campaign = :campaign AND s.unit_code = any(cast(:unit_codes AS text[]))
ORDER BY s.unit_position
