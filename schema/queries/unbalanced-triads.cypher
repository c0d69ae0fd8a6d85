// question: In which triads is an odd number of rivalries taken to hold on a day, so that they are out of balance?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: first: Name of one of the three.
// column: second: Name of another.
// column: third: Name of the third.
// column: rivalries: Number of rivalries among the three: 1, friends of one who are rivals, or 3, all at odds.
// column: rival_pairs: Who are rivals; the other pairs are allied. A contested pair counts under either sign.

MATCH (a:Cartel|Faction|ArmedWing|Gang|Syndicate)
      -[ab:ALLIED_WITH|RIVAL_OF]-(b:Cartel|Faction|ArmedWing|Gang|Syndicate)
      -[bc:ALLIED_WITH|RIVAL_OF]-(c:Cartel|Faction|ArmedWing|Gang|Syndicate)
      -[ac:ALLIED_WITH|RIVAL_OF]-(a)
WHERE a.id < b.id AND b.id < c.id
  AND ab.sign * bc.sign * ac.sign = -1
  AND ab.working_from <= $on.last AND ab.working_to >= $on.first
  AND bc.working_from <= $on.last AND bc.working_to >= $on.first
  AND ac.working_from <= $on.last AND ac.working_to >= $on.first
WITH a, b, c, ab.sign AS sign_ab, bc.sign AS sign_bc, ac.sign AS sign_ac,
     collect(DISTINCT ab.id) + collect(DISTINCT bc.id) + collect(DISTINCT ac.id) AS records
WITH a, b, c, records,
     CASE sign_ab WHEN -1 THEN [a.name + ' / ' + b.name] ELSE [] END
     + CASE sign_ac WHEN -1 THEN [a.name + ' / ' + c.name] ELSE [] END
     + CASE sign_bc WHEN -1 THEN [b.name + ' / ' + c.name] ELSE [] END AS rival_pairs
RETURN a.name AS first,
       b.name AS second,
       c.name AS third,
       size(rival_pairs) AS rivalries,
       rival_pairs,
       records
ORDER BY first, second, third, rivalries, rival_pairs

// picture: The organizations of such triads, with the alliances and rivalries that are taken to hold among them.
MATCH (a:Cartel|Faction|ArmedWing|Gang|Syndicate)
      -[ab:ALLIED_WITH|RIVAL_OF]-(b:Cartel|Faction|ArmedWing|Gang|Syndicate)
      -[bc:ALLIED_WITH|RIVAL_OF]-(c:Cartel|Faction|ArmedWing|Gang|Syndicate)
      -[ac:ALLIED_WITH|RIVAL_OF]-(a)
WHERE a.id < b.id AND b.id < c.id
  AND ab.sign * bc.sign * ac.sign = -1
  AND ab.working_from <= $on.last AND ab.working_to >= $on.first
  AND bc.working_from <= $on.last AND bc.working_to >= $on.first
  AND ac.working_from <= $on.last AND ac.working_to >= $on.first
UNWIND [ab, bc, ac] AS r
WITH DISTINCT r
RETURN startNode(r) AS organization, r, endNode(r) AS other
