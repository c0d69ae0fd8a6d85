// Not DETACH DELETE: what somebody else tied to a node must never vanish with it.
UNWIND $ids AS id
MATCH (n:%label {id: id})
WHERE n.record_digest IS NOT NULL
DELETE n
