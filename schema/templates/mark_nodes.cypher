// Mark entities as not finished.
UNWIND $ids AS id
MATCH (n:%label {id: id})
WHERE n.record_digest IS NOT NULL
SET n.record_digest = $mark
