-- typed_percentages
-- Answers: which of its two bases does each unit take its percentages of, and which agree with neither?
--          (Tỷ lệ đơn vị tự ghi tính trên số nào, có đúng không?)
-- Grain:   one row per unit that types percentages.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: a typed percentage agrees within half a point. Where everybody has a smartphone both bases are the same, and
--          such a branch counts for both. Our own rates never come from here; it tells whose tables compare with whose.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

typed AS (
    SELECT
        v.unit_code,
        v.unit_name,
        abs(v.typed_pct - v.installed_of_workforce_pct::double precision) <= 0.5 AS is_of_people,
        coalesce(abs(v.typed_pct - v.installed_of_smartphones_pct::double precision) <= 0.5, FALSE) AS is_of_smartphones
    FROM asked AS a
    INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
    WHERE v.typed_pct IS NOT NULL
)

SELECT
    t.unit_code,
    t.unit_name,
    count(*) AS branches,
    count(*) FILTER (WHERE t.is_of_people) AS of_people,
    count(*) FILTER (WHERE t.is_of_smartphones) AS of_smartphones,
    count(*) FILTER (WHERE NOT t.is_of_people AND NOT t.is_of_smartphones) AS of_neither
FROM typed AS t
GROUP BY t.unit_code, t.unit_name
ORDER BY of_neither DESC, t.unit_code ASC
