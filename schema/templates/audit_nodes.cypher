// How many nodes of ours bear which labels and which properties.
MATCH (n:%labels)
WHERE n.record_digest IS NOT NULL
RETURN labels(n) AS labels, keys(n) AS names, count(*) AS held
