// Mark every node of ours as not finished.
MATCH (n)
WHERE n.record_digest IS NOT NULL
SET n.record_digest = $mark
