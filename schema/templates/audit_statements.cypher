// Which statements have no citation.
MATCH ()-[r:%types]->()
WHERE r.record_digest IS NOT NULL AND NOT EXISTS { (:Citation {record: r.id}) }
RETURN collect(r.id)[..5] AS ids
