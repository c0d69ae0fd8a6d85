// How many relationships of ours there are of a type, and how many of them bear each property.
MATCH ()-[n:%label]->()
WHERE n.record_digest IS NOT NULL
RETURN '%label' AS label, count(n) AS held, [%counts] AS present
