// question: Which organizations became allies after they had been enemies?
// column: organization: One of the two.
// column: ally: The other.
// column: rivalry: Period of the rivalry; it had certainly begun when the alliance can first have held.
// column: alliance: Period of the alliance.

MATCH (a:Organization)-[hostile:RIVAL_OF]-(b:Organization), (a)-[friendly:ALLIED_WITH]-(b)
WHERE a.id < b.id AND hostile.certain_from <= friendly.valid_from
RETURN a.name AS organization,
       b.name AS ally,
       hostile.period AS rivalry,
       friendly.period AS alliance,
       [hostile.id, friendly.id] AS records
ORDER BY organization, ally, hostile.id, friendly.id
