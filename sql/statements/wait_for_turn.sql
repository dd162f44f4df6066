-- wait_for_turn: hold the row of this name until the transaction ends, after whoever holds it now.
--   Only accounts of the pipeline may lock a row of core.turn; an advisory lock is free for all who may connect.
INSERT INTO core.turn (name) VALUES (:name)
ON CONFLICT (name) DO UPDATE SET name = excluded.name WHERE FALSE
