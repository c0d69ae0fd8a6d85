// question: Which organizations are taken to be allied on a day?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: organization: One ally.
// column: ally: The other.
// column: period: When the source says that it held, in EDTF.
// column: likelihood: How likely the statement is to be right.

MATCH (a:Organization)-[r:ALLIED_WITH]->(b:Organization)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
RETURN a.name AS organization, b.name AS ally, r.period AS period, r.likelihood AS likelihood, [r.id] AS records
ORDER BY organization, ally, r.id

// picture: The organizations that are taken to be allied on the day, and their alliances.
MATCH path = (:Organization)-[r:ALLIED_WITH]->(:Organization)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
RETURN path
