-- reserve_call: now, or a window after the call that leaves room, by the server's clock. Asked in the pace's turn.
INSERT INTO core.reserved_call (pace, starts_at)
SELECT
    :pace AS pace,
    greatest(clock_timestamp(), (
        SELECT r.starts_at + make_interval(secs => :window_seconds)
        FROM core.reserved_call AS r
        WHERE r.pace = :pace
        ORDER BY r.starts_at DESC
        LIMIT 1 OFFSET :room_left
    )) AS starts_at
RETURNING extract(EPOCH FROM starts_at - clock_timestamp()) AS wait_seconds
