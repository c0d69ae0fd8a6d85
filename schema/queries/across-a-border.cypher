// question: Which organizations may have operated on both sides of a land border on a day?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: organization: Name of the organization.
// column: borders: Number of land borders on both sides of which it may have operated.
// column: between: The countries on either side, border by border.

MATCH (a:Country)-[border:BORDERS]->(b:Country)
MATCH (a)<-[:PART_OF*0..4]-(:Place)<-[here:OPERATES_IN]-(o:Cartel|Faction|ArmedWing|Gang|Syndicate)
WHERE (here.valid_from IS NULL OR here.valid_from <= $on.last)
  AND (here.valid_to IS NULL OR here.valid_to >= $on.first)
MATCH (b)<-[:PART_OF*0..4]-(:Place)<-[there:OPERATES_IN]-(o)
WHERE (there.valid_from IS NULL OR there.valid_from <= $on.last)
  AND (there.valid_to IS NULL OR there.valid_to >= $on.first)
WITH o, border, a, b, here, there
ORDER BY a.name, b.name, here.id, there.id
RETURN o.name AS organization,
       count(DISTINCT border) AS borders,
       collect(DISTINCT a.name + ' / ' + b.name) AS between,
       collect(DISTINCT border.id) + collect(DISTINCT here.id) + collect(DISTINCT there.id) AS records
ORDER BY borders DESC, organization

// picture: The organizations that may have crossed a land border, and the countries on its sides.
MATCH path = (o:Cartel|Faction|ArmedWing|Gang|Syndicate)
             -[here:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(:Country)-[:BORDERS]-(b:Country)
WHERE (here.valid_from IS NULL OR here.valid_from <= $on.last)
  AND (here.valid_to IS NULL OR here.valid_to >= $on.first)
  AND EXISTS {
    MATCH (o)-[there:OPERATES_IN]->(:Place)-[:PART_OF*0..4]->(b)
    WHERE (there.valid_from IS NULL OR there.valid_from <= $on.last)
      AND (there.valid_to IS NULL OR there.valid_to >= $on.first)
  }
RETURN path
