// Delete every node that a load has written, a part at a time.
MATCH (n)
WHERE n.record_digest IS NOT NULL
CALL { WITH n DELETE n } IN TRANSACTIONS OF 10000 ROWS
