-- hold_session: a session that idles for a whole run is not ended for that, and is missed within half a minute
--   when its machine is gone, so that the turn it holds is free again.
SELECT
    set_config('idle_session_timeout', '0', false),
    set_config('tcp_keepalives_idle', '15', false),
    set_config('tcp_keepalives_interval', '5', false),
    set_config('tcp_keepalives_count', '3', false)
