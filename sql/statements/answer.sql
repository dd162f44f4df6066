-- answer: a decision, effective from its own instant.
INSERT INTO core.answer (
    campaign, unit_code, effective_at, reason, decided_by, letter_number, rule, cell, content_sha256, words, answer
)
VALUES (
    :campaign_code, :unit_code, :effective_at, :reason, :decided_by, :letter_number,
    :rule, :cell, :content_sha256, :words, :answer
)
