// One row for each source node: long lists travel faster than many rows.
MATCH (source)-[r:%type]->(target)
WHERE r.record_digest IS NOT NULL
RETURN source.id AS source, collect([target.id, %projection]) AS rows
