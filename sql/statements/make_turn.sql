-- make_turn: the row that is then tried for; in a transaction of its own, since who makes a row holds it.
INSERT INTO core.turn (name) VALUES (:name)
ON CONFLICT (name) DO NOTHING
