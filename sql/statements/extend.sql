-- extend: a decision, effective from its own instant.
INSERT INTO core.extension (campaign, unit_code, effective_at, reason, decided_by, letter_number, cutoff_at)
VALUES (:campaign, :unit_code, :effective_at, :reason, :decided_by, :letter_number, :cutoff_at)
