-- last_look: when a campaign's units were looked at last, at or before an instant; NULL where nobody looked.
SELECT max(l.observed_at) AS looked_at
FROM core.look AS l
WHERE l.campaign = :campaign AND l.observed_at <= :as_of
