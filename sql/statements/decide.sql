-- decide: an extension, exemption or ruling, effective from its own instant.
INSERT INTO core.decision (
    kind, campaign, unit_code, effective_at, reason, decided_by, letter_number, cutoff_at, standing
)
VALUES (
    :kind, :campaign_code, :unit_code, :effective_at, :reason, :decided_by, :letter_number, :cutoff_at, :standing
)
