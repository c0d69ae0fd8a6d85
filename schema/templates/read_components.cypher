// One row for each record: all its citations, or all its aliases.
MATCH (n:%label)
WHERE n.record_digest IS NOT NULL
RETURN n.record AS record, collect([%projection]) AS rows
