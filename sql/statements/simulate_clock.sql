-- simulate_clock: this database is thrown away; its instants are a story's, and nobody holds them against the clock.
INSERT INTO core.simulated_clock (reason) VALUES (:reason)
