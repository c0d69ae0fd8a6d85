// What is there of each type; a digest of '' marks a relationship that is not ours.
MATCH ()-[r:%types]->()
WHERE r.id IS NOT NULL
RETURN type(r) AS label, collect(r.id) AS ids, collect(coalesce(r.record_digest, '')) AS digests
