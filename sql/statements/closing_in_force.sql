-- closing_in_force: the closing that figures as of an instant go by: of those of that instant or an earlier one the
-- last that is not revoked. When it was recorded decides nothing: who draws up a paper of yesterday evening this
-- morning goes by what was closed since.
SELECT c.*
FROM report.closing AS c
WHERE c.campaign = :campaign AND c.as_of <= :as_of AND c.revoked_at IS NULL
ORDER BY c.closing_id DESC
LIMIT 1
