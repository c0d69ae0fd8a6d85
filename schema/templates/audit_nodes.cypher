// How many nodes of ours bear each label, and which lack a property that every one has.
MATCH (n:%labels)
WHERE n.record_digest IS NOT NULL
UNWIND [label IN labels(n) WHERE label IN keys($required)] AS label
WITH label, n, any(name IN $required[label] WHERE n[name] IS NULL) AS lacks
RETURN label, count(n) AS held, collect(CASE WHEN lacks THEN coalesce(n.id, '?') END)[..5] AS incomplete
