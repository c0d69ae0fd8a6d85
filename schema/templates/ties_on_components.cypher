// Relationships of somebody else on components of ours.
MATCH (n:%labels)-[r]-()
WHERE n.record_digest IS NOT NULL AND r.record_digest IS NULL
RETURN n.record AS record, n.record_digest AS digest, n.id AS id, type(r) AS type
