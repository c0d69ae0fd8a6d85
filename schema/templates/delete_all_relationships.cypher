// Delete every relationship that a load has written, whatever its type.
MATCH ()-[r]->()
WHERE r.record_digest IS NOT NULL
DELETE r
