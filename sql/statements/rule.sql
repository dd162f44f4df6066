-- rule: a decision, effective from its own instant.
INSERT INTO core.ruling (campaign, unit_code, effective_at, reason, decided_by, letter_number, standing)
VALUES (:campaign, :unit_code, :effective_at, :reason, :decided_by, :letter_number, :standing)
