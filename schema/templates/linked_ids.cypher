// Part of a projection: the ids that a field of node n holds, each with its position.
[(n)-[link:%type]->(linked) WHERE link.record_digest IS NOT NULL | [link.position, linked.id]]
