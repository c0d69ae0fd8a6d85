MATCH ()-[r:%types {id: $text}]->()
WHERE r.record_digest IS NOT NULL
RETURN r.id AS id
