MATCH (n:%labels)
WHERE n.record_digest IS NOT NULL
RETURN n.id AS id, [n.name] + [(n)-[:HAS_ALIAS]->(alias:Alias) | alias.name] AS names, n:Source AS is_source
ORDER BY id
