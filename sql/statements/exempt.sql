-- exempt: a decision, effective from its own instant.
INSERT INTO core.exemption (campaign, unit_code, effective_at, reason, decided_by, letter_number)
VALUES (:campaign, :unit_code, :effective_at, :reason, :decided_by, :letter_number)
