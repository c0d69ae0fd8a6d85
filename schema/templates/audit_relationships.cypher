// How many relationships of ours there are of each type, and how many of them bear each property.
MATCH ()-[n:%types]->()
WHERE n.record_digest IS NOT NULL
RETURN type(n) AS label, count(n) AS held, [%counts] AS present
