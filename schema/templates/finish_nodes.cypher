// Everything of these entities is there now: their digests say so.
UNWIND range(0, size($id) - 1) AS i
MATCH (n:%label {id: $id[i]})
SET n.record_digest = $record_digest[i]
