-- forms: which names each campaign asks for.
SELECT
    f.campaign,
    f.asked
FROM core.form AS f
ORDER BY f.campaign
