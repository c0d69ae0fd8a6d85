// Relationships of our types that bear an id and are not ours.
MATCH ()-[r:%types]->()
WHERE r.id IS NOT NULL AND r.record_digest IS NULL
RETURN type(r) AS label, collect(r.id) AS ids
