// question: In which countries are organizations taken to operate on a day while no program is taken to assist them?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: country: Name of the country; neither it nor a region that it is part of was assisted.
// column: organizations: Names of the organizations; what sources leave unnamed does not count.

MATCH (o:Cartel|Faction|ArmedWing|Gang|Syndicate)-[r:OPERATES_IN]->(place:Place)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
MATCH (place)-[:PART_OF*0..4]->(country:Country)
WHERE NOT EXISTS {
  MATCH (country)-[:PART_OF*0..4]->(:Place)<-[a:ASSISTS]-(:Program)
  WHERE a.working_from <= $on.last AND a.working_to >= $on.first
}
WITH country, o, r
ORDER BY o.name, r.id
RETURN country.name AS country, collect(DISTINCT o.name) AS organizations, collect(DISTINCT r.id) AS records
ORDER BY country

// picture: The countries without assistance, and the organizations that are taken to operate there.
MATCH path = (:Cartel|Faction|ArmedWing|Gang|Syndicate)-[r:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(country:Country)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
  AND NOT EXISTS {
    MATCH (country)-[:PART_OF*0..4]->(:Place)<-[a:ASSISTS]-(:Program)
    WHERE a.working_from <= $on.last AND a.working_to >= $on.first
  }
RETURN path
