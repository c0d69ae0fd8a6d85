// What is there under each label; a digest of '' marks a node that is not ours.
MATCH (n:%labels)
WHERE n.id IS NOT NULL
UNWIND [label IN labels(n) WHERE label IN $labels] AS label
RETURN label, collect(n.id) AS ids, collect(coalesce(n.record_digest, '')) AS digests
