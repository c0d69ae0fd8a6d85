// Mark every node of ours as not finished, a part at a time.
MATCH (n)
WHERE n.record_digest IS NOT NULL
CALL { WITH n SET n.record_digest = $mark } IN TRANSACTIONS OF 10000 ROWS
