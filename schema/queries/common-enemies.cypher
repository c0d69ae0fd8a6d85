// question: Which organizations are taken to share an enemy on a day without being allied?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: organization: One of the two.
// column: other: The other.
// column: enemies: Number of the enemies that they share.
// column: common_enemies: Names of those enemies.
// column: rivals: Whether the two are rivals of each other that day.

MATCH (a:Cartel|Faction|ArmedWing|Gang|Syndicate)-[one:RIVAL_OF]-(enemy:Cartel|Faction|ArmedWing|Gang|Syndicate)
      -[two:RIVAL_OF]-(b:Cartel|Faction|ArmedWing|Gang|Syndicate)
WHERE a.id < b.id
  AND one.working_from <= $on.last AND one.working_to >= $on.first
  AND two.working_from <= $on.last AND two.working_to >= $on.first
WITH a, b, enemy, one, two
ORDER BY enemy.name, one.id, two.id
WITH a, b,
     collect(DISTINCT enemy.name) AS common_enemies,
     collect(DISTINCT one.id) + collect(DISTINCT two.id) AS records
WHERE NOT EXISTS {
  MATCH (a)-[tie:ALLIED_WITH]-(b)
  WHERE tie.working_from <= $on.last AND tie.working_to >= $on.first
}
RETURN a.name AS organization,
       b.name AS other,
       size(common_enemies) AS enemies,
       common_enemies,
       EXISTS {
         MATCH (a)-[tie:RIVAL_OF]-(b)
         WHERE tie.working_from <= $on.last AND tie.working_to >= $on.first
       } AS rivals,
       records
ORDER BY enemies DESC, organization, other
