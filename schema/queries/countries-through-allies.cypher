// question: In which countries is an ally of an organization taken to operate on a day, but not the organization itself?
// parameter: organization (organization) = juarez-cartel: Id, name or alias of the organization.
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: country: Name of the country.
// column: allies: Names of the allies that operate there.

MATCH (o:Organization {id: $organization})-[tie:ALLIED_WITH]-(ally:Cartel|Faction|ArmedWing|Gang|Syndicate)
WHERE tie.working_from <= $on.last AND tie.working_to >= $on.first
MATCH (ally)-[r:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(country:Country)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
  AND NOT EXISTS {
    MATCH (o)-[own:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(country)
    WHERE own.working_from <= $on.last AND own.working_to >= $on.first
  }
WITH country, ally, tie, r
ORDER BY ally.name, tie.id, r.id
RETURN country.name AS country,
       collect(DISTINCT ally.name) AS allies,
       collect(DISTINCT tie.id) + collect(DISTINCT r.id) AS records
ORDER BY country

// picture: The organization, its allies, and the countries that they would open to it.
MATCH path = (o:Organization {id: $organization})-[tie:ALLIED_WITH]-(:Cartel|Faction|ArmedWing|Gang|Syndicate)
             -[r:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(country:Country)
WHERE tie.working_from <= $on.last AND tie.working_to >= $on.first
  AND r.working_from <= $on.last AND r.working_to >= $on.first
  AND NOT EXISTS {
    MATCH (o)-[own:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(country)
    WHERE own.working_from <= $on.last AND own.working_to >= $on.first
  }
RETURN path
