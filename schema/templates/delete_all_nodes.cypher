// Delete every node that a load has written, whatever its label.
MATCH (n)
WHERE n.record_digest IS NOT NULL
DELETE n
