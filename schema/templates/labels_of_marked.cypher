// The labels of nodes that are marked as not finished.
MATCH (n:%labels)
WHERE n.record_digest = $mark
UNWIND [label IN labels(n) WHERE label IN $labels] AS label
RETURN collect(DISTINCT label) AS labels
