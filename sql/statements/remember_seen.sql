-- remember_seen: what analysts see of some units before something is done, kept until the transaction ends.
CREATE TEMP TABLE seen ON COMMIT DROP AS
SELECT s.*
FROM core.seen_of(:campaign, :unit_codes, :as_of) AS s
