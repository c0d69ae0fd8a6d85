// Which citations lead to no source.
MATCH (c:Citation)
WHERE c.record_digest IS NOT NULL AND NOT EXISTS { (c)-[:CITES]->(:Source) }
RETURN collect(c.id)[..5] AS ids
