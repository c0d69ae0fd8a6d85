// question: Between which organizations does a source count most deaths over some years?
// parameter: first_year (integer) = 2006: First year that counts.
// parameter: last_year (integer) = 2011: Last year that counts.
// column: organization: One of the two.
// column: other: The other.
// column: deaths: Sum of the source's best counts for the years; years below its threshold are not coded.
// column: least: Sum of its lower bounds, of the best count where it gives none.
// column: most: Sum of its upper bounds, of the best count where it gives none.
// column: years: Number of figures, one for each year.
// column: source: Title of the source; counts of two sources are never added up.

MATCH (f:Figure {quantity: 'deaths in fighting between the two'})
WHERE f.period_earliest.year >= $first_year AND f.period_latest.year <= $last_year
MATCH (a:Organization)<-[:ABOUT]-(f)-[:ABOUT]->(b:Organization)
WHERE a.id < b.id
MATCH (:Citation {record: f.id})-[:CITES]->(s:Source)
WITH DISTINCT a, b, s, f
ORDER BY f.period_earliest, f.id
RETURN a.name AS organization,
       b.name AS other,
       toInteger(sum(f.value)) AS deaths,
       toInteger(sum(coalesce(f.low, f.value))) AS least,
       toInteger(sum(coalesce(f.high, f.value))) AS most,
       count(f) AS years,
       s.name AS source,
       collect(f.id) AS records
ORDER BY deaths DESC, organization, other, source
