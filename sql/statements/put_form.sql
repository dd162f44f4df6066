-- put_form: what a campaign asks for, as its file says now; written only when something differs.
INSERT INTO core.form AS f (campaign, asked, lead)
VALUES (:campaign, :asked, :lead)
ON CONFLICT (campaign) DO UPDATE SET
    asked = excluded.asked,
    lead = excluded.lead
WHERE (f.*) IS DISTINCT FROM (excluded.*)
