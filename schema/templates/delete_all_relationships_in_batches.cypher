// Delete every relationship that a load has written, a part at a time.
MATCH ()-[r]->()
WHERE r.record_digest IS NOT NULL
CALL { WITH r DELETE r } IN TRANSACTIONS OF 10000 ROWS
