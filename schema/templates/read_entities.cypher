MATCH (n:%label)
WHERE n.record_digest IS NOT NULL
RETURN [%projection] AS row
