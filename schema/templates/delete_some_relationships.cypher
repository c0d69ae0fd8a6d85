// Delete some of the relationships that loads have written, and say how many.
MATCH ()-[r]->()
WHERE r.record_digest IS NOT NULL
WITH r LIMIT $limit
DELETE r
RETURN count(*) AS deleted
