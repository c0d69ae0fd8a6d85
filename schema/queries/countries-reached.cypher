// question: In which countries is an organization taken to operate on a day?
// parameter: organization (organization) = los-zetas: Id, name or alias of the organization.
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: country: Name of the country.
// column: places: Where in it, as the sources put it.
// column: activities: What it did there, where a source says.

MATCH (:Organization {id: $organization})-[r:OPERATES_IN]->(place:Place)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
MATCH (place)-[:PART_OF*0..4]->(country:Country)
UNWIND coalesce(r.activities, [null]) AS activity
WITH country, place, r, activity
ORDER BY place.name, activity, r.id
RETURN country.name AS country,
       collect(DISTINCT place.name) AS places,
       collect(DISTINCT activity) AS activities,
       collect(DISTINCT r.id) AS records
ORDER BY country

// picture: The places where the organization is taken to operate on the day, and the countries that they are in.
MATCH path = (:Organization {id: $organization})-[r:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(:Country)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
RETURN path
