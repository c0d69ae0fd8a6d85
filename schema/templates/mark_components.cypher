// Mark the components of these records as not finished, and cut what they lead to.
UNWIND $ids AS record
MATCH (n:%label {record: record})
WHERE n.record_digest IS NOT NULL
SET n.record_digest = $mark
WITH n, [(n)-[link:%type]->() WHERE link.record_digest IS NOT NULL | link] AS links
FOREACH (link IN links | DELETE link)
RETURN count(n) AS nodes, sum(size(links)) AS links
