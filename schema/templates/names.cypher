MATCH (n:%labels)
WHERE n.record_digest IS NOT NULL
RETURN n.id AS id,
       [n.name] + [(n)-[:HAS_ALIAS]->(alias:Alias) | alias.name] AS names,
       [label IN labels(n) WHERE label IN $labels][0] AS label
ORDER BY id
