-- means_of_publicity
-- Answers: by what were people told, and how many install where it is used? (Tuyên truyền bằng hình thức nào?)
-- Grain:   one row per means, the most used first; a branch that names several is in several rows.
-- Reads:   report.submission_at; for the present, report.submission.
-- Assumes: the words of the branches, cut at commas and semicolons and compared without capitals; who names none has a
--          row of its own. That branches with one means come further does not say that the means did it.
WITH asked AS (
    SELECT
        'bluezone-2020' AS campaign,
        timestamptz '2020-09-03T17:00+07:00' AS at
),

used AS (
    SELECT DISTINCT
        v.unit_code,
        v.branch_key,
        v.people,
        v.installed,
        coalesce(nullif(lower(trim(w.word)), ''), 'không ghi') AS means
    FROM asked AS a
    INNER JOIN LATERAL report.submission_at(a.at) AS v ON a.campaign = v.campaign
    CROSS JOIN LATERAL regexp_split_to_table(coalesce(v.publicity, ''), '[,;]') AS w (word)
)

SELECT
    u.means,
    count(DISTINCT u.unit_code) AS units,
    count(*) AS branches,
    sum(u.people) AS people,
    sum(u.installed) AS installed,
    round(100.0 * sum(u.installed) / nullif(sum(u.people), 0), 1) AS of_people_pct
FROM used AS u
GROUP BY u.means
ORDER BY branches DESC, u.means ASC
