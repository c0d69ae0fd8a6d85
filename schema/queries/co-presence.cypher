// question: Which countries are taken to share organizations on a day, and how closely does that tie them?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: country: Name of one country.
// column: other_country: Name of the other.
// column: shared: Number of named criminal organizations that operate in both.
// column: weight: Newman's weight: the sum of 1/(n - 1) over them, n being the number of countries of each.
// column: land_border: Whether the two share a land border.
// column: organizations: Names of the shared organizations.

MATCH (o:Cartel|Faction|ArmedWing|Gang|Syndicate)-[r:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(country:Country)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
WITH o, country, r
ORDER BY r.id
WITH o, country, collect(DISTINCT r.id) AS presences
WITH o, collect({country: country, presences: presences}) AS held
UNWIND held AS one
UNWIND held AS two
WITH o, size(held) AS n, one.country AS a, two.country AS b, one.presences + two.presences AS presences
WHERE a.id < b.id
WITH o, n, a, b, presences
ORDER BY o.name
WITH a, b,
     collect(o.name) AS organizations,
     round(sum(1.0 / (n - 1)), 6) AS weight,
     reduce(all = [], some IN collect(presences) | all + some) AS presences
RETURN a.name AS country,
       b.name AS other_country,
       size(organizations) AS shared,
       weight,
       EXISTS { MATCH (a)-[:BORDERS]-(b) } AS land_border,
       organizations,
       presences + [(a)-[border:BORDERS]-(b) | border.id] AS records
ORDER BY weight DESC, shared DESC, country, other_country
