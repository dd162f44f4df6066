-- quantities: the dictionary of quantities, in its order.
SELECT
    q.name,
    q.kind,
    q.unit,
    q.label_vi AS label,
    q.meaning,
    q.is_stored,
    q.is_private,
    q.is_summed,
    q.is_lead,
    q.names_people,
    q.people_position
FROM core.quantity AS q
ORDER BY q.position
