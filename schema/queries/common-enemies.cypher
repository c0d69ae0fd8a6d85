// question: Which organizations may have shared an enemy on a day without having been allied?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: organization: One of the two.
// column: other: The other.
// column: enemies: Number of the enemies that they may have shared.
// column: common_enemies: Names of those enemies.
// column: rivals: Whether the two may have been rivals of each other that day.

MATCH (a:Cartel|Faction|ArmedWing|Gang|Syndicate)-[one:RIVAL_OF]-(enemy:Cartel|Faction|ArmedWing|Gang|Syndicate)
      -[two:RIVAL_OF]-(b:Cartel|Faction|ArmedWing|Gang|Syndicate)
WHERE a.id < b.id
  AND (one.valid_from IS NULL OR one.valid_from <= $on.last)
  AND (one.valid_to IS NULL OR one.valid_to >= $on.first)
  AND (two.valid_from IS NULL OR two.valid_from <= $on.last)
  AND (two.valid_to IS NULL OR two.valid_to >= $on.first)
WITH a, b, enemy, one, two
ORDER BY enemy.name, one.id, two.id
WITH a, b,
     collect(DISTINCT enemy.name) AS common_enemies,
     collect(DISTINCT one.id) + collect(DISTINCT two.id) AS records
WHERE NOT EXISTS {
  MATCH (a)-[tie:ALLIED_WITH]-(b)
  WHERE (tie.valid_from IS NULL OR tie.valid_from <= $on.last)
    AND (tie.valid_to IS NULL OR tie.valid_to >= $on.first)
}
RETURN a.name AS organization,
       b.name AS other,
       size(common_enemies) AS enemies,
       common_enemies,
       EXISTS {
         MATCH (a)-[tie:RIVAL_OF]-(b)
         WHERE (tie.valid_from IS NULL OR tie.valid_from <= $on.last)
           AND (tie.valid_to IS NULL OR tie.valid_to >= $on.first)
       } AS rivals,
       records
ORDER BY enemies DESC, organization, other
