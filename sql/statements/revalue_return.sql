-- revalue_return: what an earlier return of a unit is worth by an answer, or its end. The figures follow the last one.
INSERT INTO core.unit_return (
    observation_id, event_id, campaign, unit_code, observed_at, known_at, content_sha256, rows_in_sheet, rows_accepted,
    rows_refused, rows_waiting, rows_not_data, errors, questions, warnings, is_submitted, is_valid, is_waiting,
    row_sums, branches, changes
)
VALUES (
    :observation_id, :event_id, :campaign, :unit_code, :observed_at, :known_at, :content_sha256, :rows_in_sheet,
    :rows_accepted, :rows_refused, :rows_waiting, :rows_not_data, :errors, :questions, :warnings, :is_submitted,
    :is_valid, :is_waiting, cast(:row_sums AS jsonb), :branches, 0
)
