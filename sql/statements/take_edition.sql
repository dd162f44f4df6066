-- take_edition: the roster is said anew; its units are written next (put_units). The first one holds since ever.
INSERT INTO core.edition (campaign, effective_at, reason, decided_by, letter_number)
VALUES (:campaign, :effective_at, :reason, :decided_by, :letter_number)
