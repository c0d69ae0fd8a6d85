MATCH ()-[r:%types]->()
WHERE r.record_digest IS NOT NULL
RETURN type(r) AS label, count(r) AS held
