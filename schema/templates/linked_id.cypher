// Part of a projection: the id that a field of node n holds, or null.
head([(n)-[link:%type]->(linked) WHERE link.record_digest IS NOT NULL | linked.id])
