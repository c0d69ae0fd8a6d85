// Mark some of our nodes as not finished, in the order of their ids, and say which is the last.
MATCH (n:%label)
WHERE n.id > $after AND n.record_digest IS NOT NULL
WITH n ORDER BY n.id LIMIT $limit
SET n.record_digest = $mark
RETURN max(n.id) AS last
