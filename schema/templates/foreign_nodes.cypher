// Nodes of our labels that bear an id and are not ours.
MATCH (n:%labels)
WHERE n.id IS NOT NULL AND n.record_digest IS NULL
UNWIND [label IN labels(n) WHERE label IN $labels] AS label
RETURN label, collect(n.id) AS ids
