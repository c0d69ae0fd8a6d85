// Relationships of somebody else on any node of ours.
MATCH (n)-[r]-()
WHERE n.record_digest IS NOT NULL AND r.record_digest IS NULL
RETURN n.id AS id, type(r) AS type
LIMIT 5
