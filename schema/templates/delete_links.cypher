// Delete the relationships that come from fields of these nodes.
UNWIND $ids AS id
MATCH (:%label {id: id})-[link:%type]->()
WHERE link.record_digest IS NOT NULL
DELETE link
