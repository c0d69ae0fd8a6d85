// Rows of records, a thousand in each row of the result: long lists travel faster than many rows.
MATCH (n:%label)
WHERE n.record_digest IS NOT NULL
WITH collect([%projection]) AS rows
UNWIND range(0, size(rows) - 1, 1000) AS first
RETURN rows[first..first + 1000] AS rows
