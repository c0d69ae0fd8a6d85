MATCH (n:%labels)
WHERE n.record_digest IS NOT NULL
UNWIND [label IN labels(n) WHERE label IN $labels] AS label
RETURN label, count(n) AS held
