// Delete the relationships that come from a field of these nodes, and count them.
UNWIND $ids AS id
MATCH (:%label {id: id})-[link:%type]->()
WHERE link.record_digest IS NOT NULL
DELETE link
RETURN count(*) AS links
