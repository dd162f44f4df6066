-- server_clock: what the server's clock says; NULL where its instants are simulated and nobody holds them against one.
SELECT CASE WHEN NOT EXISTS (SELECT 1 FROM core.simulated_clock) THEN clock_timestamp() END AS server_clock
