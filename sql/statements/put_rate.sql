-- put_rate: one rate as the forms say now; its place, its part and its whole stay.
INSERT INTO core.rate (name, part, whole, label_vi, meaning, also_named, base_named, position)
VALUES (:name, :part, :whole, :label, :meaning, :also_named, :base_named, :position)
ON CONFLICT (name) DO UPDATE SET label_vi = excluded.label_vi, meaning = excluded.meaning
