// question: Which organizations are taken to operate on both sides of a land border on a day?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: organization: Name of the organization.
// column: borders: Number of land borders on both sides of which it operates.
// column: between: The countries on either side, border by border.

MATCH (a:Country)-[border:BORDERS]->(b:Country)
MATCH (a)<-[:PART_OF*0..4]-(:Place)<-[here:OPERATES_IN]-(o:Cartel|Faction|ArmedWing|Gang|Syndicate)
WHERE here.working_from <= $on.last AND here.working_to >= $on.first
MATCH (b)<-[:PART_OF*0..4]-(:Place)<-[there:OPERATES_IN]-(o)
WHERE there.working_from <= $on.last AND there.working_to >= $on.first
WITH o, border, a, b, here, there
ORDER BY a.name, b.name, here.id, there.id
RETURN o.name AS organization,
       count(DISTINCT border) AS borders,
       collect(DISTINCT a.name + ' / ' + b.name) AS between,
       collect(DISTINCT border.id) + collect(DISTINCT here.id) + collect(DISTINCT there.id) AS records
ORDER BY borders DESC, organization

// picture: The organizations that reach across a land border, and the countries on its sides.
MATCH path = (o:Cartel|Faction|ArmedWing|Gang|Syndicate)
             -[here:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(:Country)-[:BORDERS]-(b:Country)
WHERE here.working_from <= $on.last AND here.working_to >= $on.first
  AND EXISTS {
    MATCH (o)-[there:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(b)
    WHERE there.working_from <= $on.last AND there.working_to >= $on.first
  }
RETURN path
