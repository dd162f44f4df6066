-- progress_by_day: how far a campaign had come by the end of each day that was over at an instant, in order.
-- Edge:    of the day of the instant itself nothing is said: what came later that day is not known yet.
SELECT
    d.day,
    sum(d.branches)::integer AS branches,
    -- each shown lead
    sum(d.quantity)::bigint AS quantity,
    -- end
    sum(d.people)::bigint AS people
FROM report.progress_daily AS d
WHERE d.campaign = :campaign AND (d.day + 1)::timestamp AT TIME ZONE :time_zone <= :as_of
GROUP BY d.day
ORDER BY d.day
