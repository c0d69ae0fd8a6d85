// question: For which statements does no source say when they held?
// column: statement: Type of the relationship.
// column: of: Where it starts.
// column: with: Where it leads.
// column: likelihood: How likely it is.
// column: sources: Titles of the sources behind it; none is a clue to the time, not even an observation.

MATCH ()-[r]->()
WHERE r.period = '/' AND r.observed IS NULL
RETURN type(r) AS statement,
       startNode(r).name AS of,
       endNode(r).name AS with,
       r.likelihood AS likelihood,
       COLLECT {
         MATCH (:Citation {record: r.id})-[:CITES]->(s:Source)
         RETURN DISTINCT s.name ORDER BY s.name
       } AS sources,
       [r.id] AS records
ORDER BY statement, of, with, r.id
