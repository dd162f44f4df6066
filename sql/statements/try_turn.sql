-- try_turn: the row of this name, locked until the transaction ends; no row while somebody else holds it.
SELECT t.name FROM core.turn AS t
WHERE t.name = :name
FOR UPDATE SKIP LOCKED
