// question: Through whom are two organizations taken to be allied on a day, by the shortest chains of alliances?
// parameter: from (organization) = knights-templar: Id, name or alias of one.
// parameter: to (organization) = juarez-cartel: Id, name or alias of the other.
// parameter: on (date) = 2011-03: The day asked about; of a month or a year, any day counts.
// column: chain: Names of the organizations from one end to the other; each is allied with the next.
// column: alliances: Alliances in the chain.
// column: least_likely: How likely the least likely of them is; of several statements on a dyad, the best counts.

MATCH (a:Organization {id: $from}), (b:Organization {id: $to})
WITH a, b
WHERE a <> b
MATCH path = allShortestPaths((a)-[:ALLIED_WITH*..12]-(b))
WHERE all(o IN nodes(path) WHERE o:Cartel|Faction|ArmedWing|Gang|Syndicate)
  AND all(r IN relationships(path)
          WHERE r.working_from <= $on.last AND r.working_to >= $on.first)
UNWIND range(0, length(path) - 1) AS step
WITH nodes(path) AS chain, step, relationships(path)[step] AS r
ORDER BY step, r.id
WITH chain, step, collect(DISTINCT r.id) AS statements,
     min(CASE r.likelihood WHEN 'confirmed' THEN 0 WHEN 'probable' THEN 1 WHEN 'possible' THEN 2 ELSE 3 END) AS doubt
ORDER BY step
WITH [o IN chain | o.name] AS chain, max(doubt) AS doubt,
     reduce(all = [], some IN collect(statements) | all + some) AS records
RETURN chain,
       size(chain) - 1 AS alliances,
       ['confirmed', 'probable', 'possible', 'doubtful'][doubt] AS least_likely,
       records
ORDER BY chain

// picture: The shortest chains of alliances between the two.
MATCH (a:Organization {id: $from}), (b:Organization {id: $to})
WITH a, b
WHERE a <> b
MATCH path = allShortestPaths((a)-[:ALLIED_WITH*..12]-(b))
WHERE all(o IN nodes(path) WHERE o:Cartel|Faction|ArmedWing|Gang|Syndicate)
  AND all(r IN relationships(path)
          WHERE r.working_from <= $on.last AND r.working_to >= $on.first)
RETURN path
