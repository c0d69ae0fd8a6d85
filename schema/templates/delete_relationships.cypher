UNWIND $ids AS id
MATCH ()-[r:%type {id: id}]->()
WHERE r.record_digest IS NOT NULL
DELETE r
