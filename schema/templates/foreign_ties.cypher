// Relationships of somebody else on nodes that are about to be deleted.
UNWIND $ids AS id
MATCH (n:%label {id: id})-[r]-()
WHERE n.record_digest IS NOT NULL AND r.record_digest IS NULL
RETURN n.id AS id, type(r) AS type
LIMIT 5
