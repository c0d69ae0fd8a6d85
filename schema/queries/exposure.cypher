// question: In which countries are most organizations, and most rivals, taken to operate on a day?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: country: Name of the country.
// column: organizations: Number of named criminal organizations that operate in it.
// column: rival_dyads: Pairs of them that are rivals; a contested pair counts here and as allied.
// column: allied_dyads: Pairs of them that are allied.
// column: present: Names of the organizations.

MATCH (o:Cartel|Faction|ArmedWing|Gang|Syndicate)-[r:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(country:Country)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
WITH country, o, r
ORDER BY toLower(o.name), o.name, r.id
WITH country, collect(DISTINCT o) AS organizations, collect(DISTINCT r.id) AS presences
CALL {
  WITH organizations
  UNWIND organizations AS a
  MATCH (a)-[tie:ALLIED_WITH|RIVAL_OF]->(b)
  WHERE b IN organizations
    AND tie.working_from <= $on.last AND tie.working_to >= $on.first
  WITH tie, [a.id, b.id] AS dyad
  ORDER BY tie.id
  RETURN count(DISTINCT CASE tie.sign WHEN -1 THEN dyad END) AS rival_dyads,
         count(DISTINCT CASE tie.sign WHEN 1 THEN dyad END) AS allied_dyads,
         collect(tie.id) AS ties
}
RETURN country.name AS country,
       size(organizations) AS organizations,
       rival_dyads,
       allied_dyads,
       [o IN organizations | o.name] AS present,
       presences + ties AS records
ORDER BY organizations DESC, rival_dyads DESC, country
