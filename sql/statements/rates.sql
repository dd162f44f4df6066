-- rates: the rates of the dictionary, in its order.
SELECT
    r.name,
    r.part,
    r.whole,
    r.label_vi AS label,
    r.meaning,
    r.also_named,
    r.base_named
FROM core.rate AS r
ORDER BY r.position
