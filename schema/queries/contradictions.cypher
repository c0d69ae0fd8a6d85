// question: On which dyads do sources state an alliance and a rivalry that may have held on the same day?
// column: organization: One of the two.
// column: other: The other.
// column: alliance: Period of the alliance.
// column: rivalry: Period of the rivalry.

MATCH (a:Organization)-[friendly:ALLIED_WITH]-(b:Organization), (a)-[hostile:RIVAL_OF]-(b)
WHERE a.id < b.id
  AND (friendly.valid_from IS NULL OR hostile.valid_to IS NULL OR friendly.valid_from <= hostile.valid_to)
  AND (hostile.valid_from IS NULL OR friendly.valid_to IS NULL OR hostile.valid_from <= friendly.valid_to)
RETURN a.name AS organization,
       b.name AS other,
       friendly.period AS alliance,
       hostile.period AS rivalry,
       [friendly.id, hostile.id] AS records
ORDER BY organization, other, friendly.id, hostile.id

// picture: The dyads with an alliance and a rivalry that may have held at once, with both.
MATCH (a:Organization)-[friendly:ALLIED_WITH]-(b:Organization), (a)-[hostile:RIVAL_OF]-(b)
WHERE a.id < b.id
  AND (friendly.valid_from IS NULL OR hostile.valid_to IS NULL OR friendly.valid_from <= hostile.valid_to)
  AND (hostile.valid_from IS NULL OR friendly.valid_to IS NULL OR hostile.valid_from <= friendly.valid_to)
RETURN a, friendly, hostile, b
