// question: Which organizations became allies after they had been enemies?
// column: organization: One of the two.
// column: ally: The other.
// column: hostile_since: Day by which the rivalry had certainly begun; the alliance can have begun no sooner.
// column: rivalry: Period of the rivalry.
// column: alliance: Period of the alliance.
// column: likelihood: How likely the alliance is.

MATCH (a:Organization)-[hostile:RIVAL_OF]-(b:Organization), (a)-[friendly:ALLIED_WITH]-(b)
WHERE a.id < b.id AND hostile.certain_from <= friendly.valid_from
RETURN a.name AS organization,
       b.name AS ally,
       hostile.certain_from AS hostile_since,
       hostile.period AS rivalry,
       friendly.period AS alliance,
       friendly.likelihood AS likelihood,
       [hostile.id, friendly.id] AS records
ORDER BY organization, ally, hostile.id, friendly.id

// picture: The organizations that became allies, with the rivalry and the alliance.
MATCH (a:Organization)-[hostile:RIVAL_OF]-(b:Organization), (a)-[friendly:ALLIED_WITH]-(b)
WHERE a.id < b.id AND hostile.certain_from <= friendly.valid_from
RETURN a, hostile, friendly, b
