// How many nodes of ours bear a label, and how many of them each property.
MATCH (n:%label)
WHERE n.record_digest IS NOT NULL
RETURN '%label' AS label, count(n) AS held, [%counts] AS present
