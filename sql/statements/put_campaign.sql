-- put_campaign: the campaign as its file says now; written only when something differs.
INSERT INTO core.campaign AS c (
    campaign, title, letter_issuer, letter_subject, letter_issued_on, letter_number,
    starts_on, ends_on, report_before, policy, time_zone, holidays, closes_on
)
VALUES (
    :campaign, :title, :letter_issuer, :letter_subject, :letter_issued_on, :letter_number,
    :starts_on, :ends_on, :report_before, :policy, :time_zone, :holidays, :closes_on
)
ON CONFLICT (campaign) DO UPDATE SET
    title = excluded.title,
    letter_issuer = excluded.letter_issuer,
    letter_subject = excluded.letter_subject,
    letter_issued_on = excluded.letter_issued_on,
    letter_number = excluded.letter_number,
    starts_on = excluded.starts_on,
    ends_on = excluded.ends_on,
    report_before = excluded.report_before,
    policy = excluded.policy,
    time_zone = excluded.time_zone,
    holidays = excluded.holidays,
    closes_on = excluded.closes_on
WHERE (c.*) IS DISTINCT FROM (excluded.*)
