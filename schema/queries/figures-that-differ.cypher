// question: Which figures on one subject and measure, from one year on, do different sources put differently?
// column: subject: Names of what the figures are about.
// column: quantity: What is counted or measured.
// column: unit: Unit of the values.
// column: value: The smaller figure.
// column: period: The time that it covers, in EDTF; a figure that covers more may be larger for that reason.
// column: source: Titles of the sources that state it.
// column: other_value: The larger figure.
// column: other_period: The time that it covers.
// column: other_source: Titles of the sources that state it.
// column: percent: By how many percent it is larger.

MATCH (f:Figure)-[:ABOUT]->()<-[:ABOUT]-(g:Figure)
WHERE f.quantity = g.quantity AND f.unit = g.unit AND f.value < g.value
  AND f.period_earliest.year = g.period_earliest.year
WITH DISTINCT f, g
WITH f, g,
     COLLECT { MATCH (f)-[:ABOUT]->(x) RETURN x.name ORDER BY x.id } AS subject,
     COLLECT { MATCH (f)-[:ABOUT]->(x) RETURN x.id ORDER BY x.id } AS about,
     COLLECT { MATCH (g)-[:ABOUT]->(x) RETURN x.id ORDER BY x.id } AS other_about
WHERE about = other_about
WITH f, g, subject,
     COLLECT { MATCH (:Citation {record: f.id})-[:CITES]->(s) RETURN DISTINCT s.name ORDER BY s.name } AS source,
     COLLECT { MATCH (:Citation {record: g.id})-[:CITES]->(s) RETURN DISTINCT s.name ORDER BY s.name } AS other
WHERE none(name IN source WHERE name IN other)
RETURN subject,
       f.quantity AS quantity,
       f.unit AS unit,
       CASE WHEN f.value = toInteger(f.value) THEN toInteger(f.value) ELSE f.value END AS value,
       f.period AS period,
       source,
       CASE WHEN g.value = toInteger(g.value) THEN toInteger(g.value) ELSE g.value END AS other_value,
       g.period AS other_period,
       other AS other_source,
       CASE WHEN f.value > 0 THEN toInteger(round(100 * (g.value / f.value - 1))) END AS percent,
       [f.id, g.id] AS records
ORDER BY subject, quantity, value, other_value, f.id, g.id

// picture: Such figures, and what they are about.
MATCH path = (f:Figure)-[:ABOUT]->(x)<-[:ABOUT]-(g:Figure)
WHERE f.quantity = g.quantity AND f.unit = g.unit AND f.value < g.value
  AND f.period_earliest.year = g.period_earliest.year
  AND COUNT { (f)-[:ABOUT]->() } = COUNT { (f)-[:ABOUT]->()<-[:ABOUT]-(g) }
  AND COUNT { (g)-[:ABOUT]->() } = COUNT { (f)-[:ABOUT]->() }
  AND NOT EXISTS {
    MATCH (:Citation {record: f.id})-[:CITES]->(s:Source)<-[:CITES]-(:Citation {record: g.id})
  }
RETURN path
