-- forget_calls: what Google counts no longer, and what lies further ahead than any queue reaches: left over from
--   before the server's clock was set back.
DELETE FROM core.reserved_call
WHERE
    pace = :pace
    AND (
        starts_at <= clock_timestamp() - make_interval(secs => :window_seconds)
        OR starts_at >= clock_timestamp() + make_interval(secs => :longest_queue_seconds)
    )
