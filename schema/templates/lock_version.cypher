// The version node is the lock: a second load waits here until the first has ended.
MERGE (d:CartelGraphDataset {id: 'current'})
SET d.lock = true
REMOVE d.lock
RETURN properties(d) AS properties
