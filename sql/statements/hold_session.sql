-- hold_session: a session of the pipeline that idles for a whole run, in its transaction, is not ended for that, and is
--   missed within half a minute when its machine is gone, so that the turn it holds is free again.
SELECT set_config(told.name, told.value, FALSE)
FROM (
    VALUES
    ('role', 'bluezone_pipeline'),
    ('idle_in_transaction_session_timeout', '0'),
    ('idle_session_timeout', '0'),
    ('transaction_timeout', '0'),
    ('tcp_keepalives_idle', '15'),
    ('tcp_keepalives_interval', '5'),
    ('tcp_keepalives_count', '3')
) AS told (name, value)
-- an older server knows no transaction_timeout
WHERE current_setting(told.name, TRUE) IS NOT NULL
