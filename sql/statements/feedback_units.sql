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
        SELECT d.cutoff_at
        FROM core.decision AS d
        WHERE d.campaign = s.campaign AND d.unit_code = s.unit_code AND d.kind = 'extension'
    ) AS cutoffs
FROM report.unit_standing_at(:as_of) AS s
INNER JOIN core.campaign AS c ON s.campaign = c.campaign
INNER JOIN LATERAL core.last_content_at(s.campaign, s.unit_code, 'infinity') AS o ON TRUE
INNER JOIN raw.snapshot AS k ON o.content_sha256 = k.content_sha256 AND k.pruned_at IS NULL
WHERE s.campaign = :campaign AND s.unit_code = any(cast(:unit_codes AS text[]))
ORDER BY s.unit_position
