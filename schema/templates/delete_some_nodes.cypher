// Delete some of the nodes that loads have written, and say how many.
MATCH (n)
WHERE n.record_digest IS NOT NULL
WITH n LIMIT $limit
DELETE n
RETURN count(*) AS deleted
