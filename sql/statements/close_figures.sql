-- close_figures: a person's word that the figures of an instant are the ones to be sent. What was provisional then,
-- core.check_closing counts as it is recorded.
INSERT INTO core.closing (campaign, as_of, reason, closed_by, letter_number)
VALUES (:campaign_code, :as_of, :reason, :closed_by, :letter_number)
