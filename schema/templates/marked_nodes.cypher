// Some of the nodes that are marked as not finished.
MATCH (n:%label)
WHERE n.record_digest = $mark
WITH n LIMIT $limit
RETURN collect(n.id) AS ids
