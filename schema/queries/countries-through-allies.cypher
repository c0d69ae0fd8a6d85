// question: In which countries may an organization have had an ally on a day where no source places itself?
// parameter: organization (organization) = juarez-cartel: Id, name or alias of the organization.
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: country: Name of the country.
// column: allies: Names of the allies that may have operated there.

MATCH (o:Organization {id: $organization})-[tie:ALLIED_WITH]-(ally:Cartel|Faction|ArmedWing|Gang|Syndicate)
WHERE (tie.valid_from IS NULL OR tie.valid_from <= $on.last)
  AND (tie.valid_to IS NULL OR tie.valid_to >= $on.first)
MATCH (ally)-[r:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(country:Country)
WHERE (r.valid_from IS NULL OR r.valid_from <= $on.last)
  AND (r.valid_to IS NULL OR r.valid_to >= $on.first)
  AND NOT EXISTS {
    MATCH (o)-[own:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(country)
    WHERE (own.valid_from IS NULL OR own.valid_from <= $on.last)
      AND (own.valid_to IS NULL OR own.valid_to >= $on.first)
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
WHERE (tie.valid_from IS NULL OR tie.valid_from <= $on.last)
  AND (tie.valid_to IS NULL OR tie.valid_to >= $on.first)
  AND (r.valid_from IS NULL OR r.valid_from <= $on.last)
  AND (r.valid_to IS NULL OR r.valid_to >= $on.first)
  AND NOT EXISTS {
    MATCH (o)-[own:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(country)
    WHERE (own.valid_from IS NULL OR own.valid_from <= $on.last)
      AND (own.valid_to IS NULL OR own.valid_to >= $on.first)
  }
RETURN path
