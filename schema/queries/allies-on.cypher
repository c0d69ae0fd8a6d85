// question: Which organizations may have been allied on a day?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: organization: One ally.
// column: ally: The other.
// column: period: When the source says that it held, in EDTF.
// column: likelihood: How likely the statement is to be right.

MATCH (a:Organization)-[r:ALLIED_WITH]->(b:Organization)
WHERE (r.valid_from IS NULL OR r.valid_from <= $on.last)
  AND (r.valid_to IS NULL OR r.valid_to >= $on.first)
RETURN a.name AS organization, b.name AS ally, r.period AS period, r.likelihood AS likelihood, [r.id] AS records
ORDER BY organization, ally, r.id

// picture: The organizations that may have been allied on the day, and their alliances.
MATCH path = (:Organization)-[r:ALLIED_WITH]->(:Organization)
WHERE (r.valid_from IS NULL OR r.valid_from <= $on.last)
  AND (r.valid_to IS NULL OR r.valid_to >= $on.first)
RETURN path
