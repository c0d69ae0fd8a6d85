// question: Who is taken to have most allies and fewest rivals on a day?
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: organization: Name of the organization.
// column: allies: Organizations that are allied with it.
// column: rivals: Organizations that are its rivals.
// column: truces: Organizations that have a truce with it.
// column: contested: Organizations that are counted under more than one of these.
// column: net: Allies less rivals.
// column: ratio: Net over allies and rivals together, from -1 to 1; nothing without either.

MATCH (o:Cartel|Faction|ArmedWing|Gang|Syndicate)
      -[r:ALLIED_WITH|RIVAL_OF|TRUCE_WITH]-(other:Cartel|Faction|ArmedWing|Gang|Syndicate)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
WITH o, other, r
ORDER BY r.id
WITH o, other, collect(DISTINCT r.sign) AS signs, collect(r.id) AS ties
WITH o,
     count(CASE WHEN 1 IN signs THEN 1 END) AS allies,
     count(CASE WHEN -1 IN signs THEN 1 END) AS rivals,
     count(CASE WHEN 0 IN signs THEN 1 END) AS truces,
     count(CASE WHEN size(signs) > 1 THEN 1 END) AS contested,
     reduce(all = [], some IN collect(ties) | all + some) AS records
RETURN o.name AS organization,
       allies,
       rivals,
       truces,
       contested,
       allies - rivals AS net,
       CASE WHEN allies + rivals > 0 THEN toFloat(allies - rivals) / (allies + rivals) END AS ratio,
       records
ORDER BY net DESC, allies DESC, organization

// picture: The organizations with the alliances, rivalries and truces that are taken to hold that day.
MATCH path = (:Cartel|Faction|ArmedWing|Gang|Syndicate)
             -[r:ALLIED_WITH|RIVAL_OF|TRUCE_WITH]->(:Cartel|Faction|ArmedWing|Gang|Syndicate)
WHERE r.working_from <= $on.last AND r.working_to >= $on.first
RETURN path
