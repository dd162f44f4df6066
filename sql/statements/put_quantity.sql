-- put_quantity: one quantity as the forms say now; its place and its kind stay.
INSERT INTO core.quantity (
    name, kind, unit, label_vi, meaning, position, is_stored, is_private, is_summed, is_lead, names_people,
    people_position
)
VALUES (
    :name, :kind, :unit, :label, :meaning, :position, :is_stored, :is_private, :is_summed, :is_lead, :names_people,
    :people_position
)
ON CONFLICT (name) DO UPDATE SET
    kind = excluded.kind,
    unit = excluded.unit,
    label_vi = excluded.label_vi,
    meaning = excluded.meaning,
    is_stored = excluded.is_stored,
    is_private = excluded.is_private,
    is_summed = excluded.is_summed,
    is_lead = excluded.is_lead,
    names_people = excluded.names_people,
    people_position = excluded.people_position
